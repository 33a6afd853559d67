#!/usr/bin/python3
"""Writes distributions.json: what PyTorch's distributions compute, for the tests to compare with."""

import json
import math
import pathlib

import torch
from torch import distributions as d

torch.set_num_threads(1)

# Values outside of an interval have a density too: none.
d.Distribution.set_default_validate_args(False)

FIRST = [[0.2, -0.7, 1.5], [0.05, 2.0, -3.0]]
SECOND = [0.5, 1.25, 3.0]

# What makes a distribution of two tensors, and values at which it is asked.
CASES = {
    "Normal": (lambda a, b: d.Normal(a, b), [[0.1, -2.0, 4.0]]),
    "Uniform": (lambda a, b: d.Uniform(a, a + b), [[0.3, 0.4, 1.6]]),
    "Bernoulli/probs": (lambda a, b: d.Bernoulli(torch.sigmoid(a)), [[0.0, 1.0, 1.0]]),
    "Bernoulli/logits": (lambda a, b: d.Bernoulli(logits=a), [[0.0, 1.0, 1.0]]),
    "Categorical/probs": (lambda a, b: d.Categorical(a.exp()), [[0.0, 2.0]]),
    "Categorical/logits": (lambda a, b: d.Categorical(logits=a), [[0.0, 2.0]]),
    "Independent": (lambda a, b: d.Independent(d.Normal(a, b), 1), [[0.1, -2.0, 4.0]]),
}


def flat(tensor):
    return [value if math.isfinite(value) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
            for value in tensor.detach().double().reshape(-1).tolist()]


def parameters(dtype):
    return torch.tensor(FIRST, dtype=dtype, requires_grad=True), torch.tensor(SECOND, dtype=dtype, requires_grad=True)


def gradients(value, a, b):
    return [flat(gradient) if gradient is not None else [] for gradient in torch.autograd.grad(value.sum(), [a, b], retain_graph=True, allow_unused=True)]


def case(make, at, dtype):
    a, b = parameters(dtype)
    distribution = make(a, b)
    values = torch.tensor(at, dtype=dtype)
    result = {
        "batch_shape": list(distribution.batch_shape),
        "event_shape": list(distribution.event_shape),
        "mean": flat(distribution.mean),
        "variance": flat(distribution.variance),
        "stddev": flat(distribution.stddev),
        "log_prob": flat(distribution.log_prob(values)),
        "log_prob_gradients": gradients(distribution.log_prob(values), a, b),
        "entropy": flat(distribution.entropy()),
        "entropy_gradients": gradients(distribution.entropy(), a, b),
        "expanded_log_prob": flat(distribution.expand([2, *distribution.batch_shape]).log_prob(values)),
    }
    torch.manual_seed(6)
    result["sample"] = flat(distribution.sample((4,)))
    if distribution.has_rsample:
        torch.manual_seed(6)
        drawn = distribution.rsample((4,))
        result["rsample"] = flat(drawn)
        result["rsample_gradients"] = gradients(drawn, a, b)
    if isinstance(distribution, (d.Normal, d.Uniform)):
        result["cdf"] = flat(distribution.cdf(values))
        result["icdf"] = flat(distribution.icdf(torch.tensor([0.1, 0.5, 0.95], dtype=dtype)))
    return result


golden = {name: {str(dtype).split(".")[1]: case(make, at, dtype) for dtype in (torch.float32, torch.float64)} for name, (make, at) in CASES.items()}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, separators=(",", ":")).replace('},"', '},\n"') + "\n")
