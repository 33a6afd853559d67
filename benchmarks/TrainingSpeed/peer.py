"""Trains the same networks with PyTorch and prints the images per second of the last epoch."""
import sys
import time

import torch
from torch import nn

model_name, threads, batch, steps, epochs = sys.argv[1], *map(int, sys.argv[2:6])
torch.set_num_threads(threads)
torch.manual_seed(1)

if model_name == "conv":
    shape = (1, 28, 28)
    model = nn.Sequential(
        nn.Conv2d(1, 32, 3, stride=2, padding=1), nn.ReLU(),
        nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 16),
        nn.Linear(16, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())
else:
    shape = (784,)
    model = nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 16),
        nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid())

images = torch.rand((batch * steps, *shape))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loss_function = nn.MSELoss()

for epoch in range(epochs):
    start = time.perf_counter()
    order = torch.randperm(len(images))
    total = torch.zeros(1)
    for step in range(steps):
        x = images.index_select(0, order[step * batch:(step + 1) * batch])
        optimizer.zero_grad()
        loss = loss_function(model(x), x)
        loss.backward()
        optimizer.step()
        total += loss.detach() * batch
    total.item()
    seconds = time.perf_counter() - start

print(f"{batch * steps / seconds:.1f}")
