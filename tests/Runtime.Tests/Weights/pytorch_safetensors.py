#!/usr/bin/python3
"""
Writes pytorch.safetensors.txt: PyTorch's tensors in a safetensors file, as base64. This script also reads the file back, so
PyTorch can read any file with the same bytes. Format: https://huggingface.co/docs/safetensors
"""

import base64
import json
import pathlib
import struct

import torch

TYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64, "U8": torch.uint8, "BOOL": torch.bool}


def data(tensor):
    return bytes(tensor.contiguous().reshape(-1).view(torch.uint8).tolist()) if tensor.numel() else b""


def write(tensors, metadata):
    """As in the reference implementation: large elements first, then by name; the header padded with spaces to a multiple of 8."""
    names = {type: name for name, type in TYPES.items()}
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0]))
    header, body = {"__metadata__": metadata}, b""
    for name, tensor in ordered:
        content = data(tensor)
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(content)]}
        body += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def read(file):
    size = struct.unpack("<Q", file[:8])[0]
    header = json.loads(file[8:8 + size])
    header.pop("__metadata__", None)
    body = file[8 + size:]
    return {name: torch.frombuffer(bytearray(body[slice(*entry["data_offsets"])]), dtype=TYPES[entry["dtype"]]).reshape(entry["shape"])
            for name, entry in header.items()}


torch.manual_seed(0)
layer = torch.nn.Linear(3, 2)
tensors = {
    **layer.state_dict(),
    "doubles": torch.tensor([0.1, -1e300], dtype=torch.float64),
    "halves": torch.tensor([0.5, 65504], dtype=torch.float16),
    "brains": torch.tensor([1.5, 3e38], dtype=torch.bfloat16),
    "count": torch.tensor(7),
    "pixels": torch.arange(6, dtype=torch.uint8).reshape(2, 3),
    "mask": torch.tensor([True, False]),
}
file = write(tensors, {"format": "pt"})
back = read(file)
assert back.keys() == tensors.keys() and all(back[name].equal(tensors[name]) and back[name].dtype == tensors[name].dtype for name in tensors)
path = pathlib.Path(__file__).with_name("pytorch.safetensors.txt")
path.write_text("\n".join(base64.encodebytes(file).decode().split()) + "\n")
