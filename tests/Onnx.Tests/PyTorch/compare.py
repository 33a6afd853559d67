"""Loads each exported model and its weights, and compares its stages with the expected outputs of TorchSharp."""

import json
import pathlib
import sys

import torch


def read(path):
    """Reads a safetensors file."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    types = {"F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            values = torch.frombuffer(bytearray(data[begin:end]), dtype=types[entry["dtype"]]) if end > begin else torch.empty(0)
            tensors[name] = values.reshape(entry["shape"])
    return tensors


def compare(folder, name):
    scope = {}
    exec((folder / f"{name}.py").read_text(), scope)
    model = scope[name]()
    model.load_state_dict(read(folder / f"{name}.safetensors"))
    model.eval()
    expected = read(folder / f"{name}.expected")
    for method in sorted({key.split("/")[0] for key in expected}):
        arguments, results = [], []
        for key in sorted(key for key in expected if key.startswith(method + "/")):
            (arguments if key.split("/")[1] == "in" else results).append(expected[key])
        with torch.no_grad():
            outputs = getattr(model, method)(*arguments)
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        for i, (output, result) in enumerate(zip(outputs, results)):
            if output.shape != result.shape:
                print(f"{name}.{method} {i} has the shape {list(output.shape)}, not {list(result.shape)}.")
            elif (output - result).abs().max() > 1e-5 * max(result.abs().max(), 1e-3):
                print(f"{name}.{method} {i} differs by {(output - result).abs().max()}.")
        if len(outputs) != len(results):
            print(f"{name}.{method} returns {len(outputs)} tensors, not {len(results)}.")


torch.set_num_threads(1)
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    compare(path.parent, path.stem)
print("compared", len(list(pathlib.Path(sys.argv[1]).glob("*.py"))))
