"""What layers.py and functions.py share: draws a case's inputs, runs it forward and backward, and writes what comes out."""

import json
import pathlib

import numpy
import torch
from torch import nn

torch.set_num_threads(1)


def draw(spec, dtype):
    """'normal 2 3' and 'chance 2 3' are learned from; 'uniform', 'sign', 'empty' and 'class5' are not. Drawn in single precision."""
    kind, *shape = spec.split()
    shape = [int(length) for length in shape]
    if kind.startswith("class"):
        return torch.randint(0, int(kind[5:]), shape)
    values = {
        "normal": lambda: torch.randn(shape),
        "chance": lambda: torch.rand(shape),
        "uniform": lambda: torch.rand(shape),
        "sign": lambda: torch.randint(0, 2, shape) * 2.0 - 1,
        "empty": lambda: torch.zeros(shape),
    }[kind]().to(dtype)
    return values.requires_grad_(kind in ("normal", "chance"))


def flat(tensor):
    """Single precision to the last bit; double precision to 13 digits."""
    values = tensor.detach().reshape(-1).numpy()
    if values.dtype == numpy.float32:
        return [float(str(value)) for value in values]
    return [float(f"{value:.12e}") if values.dtype == numpy.float64 else int(value) for value in values]


def run(make, inputs, dtype):
    torch.manual_seed(1)
    module = make()
    learns = isinstance(module, nn.Module)
    result = {}
    if learns:
        result["state"] = {name: flat(value) for name, value in module.state_dict().items()}
        module.to(dtype)
    drawn = [draw(spec, dtype) for spec in inputs]
    output = module(*drawn)
    result |= {"shape": list(output.shape), "output": flat(output)}
    if output.requires_grad:
        output.backward(torch.randn(output.shape).to(dtype))
        result["input_gradients"] = [flat(value.grad) for value in drawn if value.requires_grad]
    if learns:
        result["gradients"] = {name: flat(value.grad) for name, value in module.named_parameters()}
        result["buffers"] = {name: flat(value) for name, value in module.named_buffers()}
        module.eval()
        evaluated = flat(module(*drawn))
        if evaluated != result["output"]:
            result["evaluated"] = evaluated
    return {name: value for name, value in result.items() if value or name == "shape"}


def write(file, cases):
    """In double precision, what the layer began with is not repeated."""
    golden = {}
    for name, (make, *inputs) in cases.items():
        single, double = run(make, inputs, torch.float32), run(make, inputs, torch.float64)
        double.pop("state", None)
        golden[name] = {"inputs": inputs, "float32": single, "float64": double}
    path = pathlib.Path(file).with_suffix(".json")
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}" for name, value in golden.items())
    path.write_text("{\n" + lines + "\n}\n")
