"""The same calls by PyTorch: reads a workload and a number of calls a line, prints the microseconds a call."""
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
left, right = torch.rand(4, 4), torch.rand(4, 4)
model = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 4))


def add():
    left + right


def forward():
    with torch.no_grad():
        model(left)


def backward():
    model(left).sum().backward()


workloads = {"add": add, "forward": forward, "backward": backward}
for line in sys.stdin:
    name, calls = line.split()
    call = workloads[name]
    start = time.perf_counter()
    for _ in range(int(calls)):
        call()
    print(f"{(time.perf_counter() - start) * 1e6 / int(calls):.4f}", flush=True)
