"""Trains the same networks in PyTorch and writes the expected values of the tests.

The training is in double precision: in single precision, rounding differences between processors grow to
1e-4 of the loss after fifty steps.

Run from this folder, with torch 1.13: python3 make_golden.py
"""
import json

import torch
from torch import nn

IMAGES, BATCH, EPOCHS, SEED = 512, 128, 25, 1


def convolutional():
    return (1, 28, 28), nn.Sequential(
        nn.Conv2d(1, 32, 3, stride=2, padding=1), nn.ReLU(),
        nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 16)), nn.Sequential(
        nn.Linear(16, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())


def dense():
    return (784,), nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(),
        nn.Linear(32, 16)), nn.Sequential(
        nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(),
        nn.Linear(256, 784), nn.Sigmoid())


def golden(network):
    torch.manual_seed(SEED)
    shape, encode, decode = network()
    model = nn.ModuleDict({"Encode": encode, "Decode": decode})
    images = torch.rand((IMAGES, *shape), generator=torch.Generator().manual_seed(7))

    def reconstruct():
        with torch.no_grad():
            return decode(encode(images[:2])).flatten().tolist()

    result = {
        "weights": {name: [weight.double().sum().item(), weight.double().abs().sum().item()]
                    for name, weight in model.state_dict().items()},
        "shapes": {name: list(weight.shape) for name, weight in model.state_dict().items()},
        "reconstructionsBefore": reconstruct(),
        "losses": [],
    }

    model.double()
    images = images.double()
    order = torch.Generator().manual_seed(SEED)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(EPOCHS):
        permutation = torch.randperm(IMAGES, generator=order)
        for start in range(0, IMAGES, BATCH):
            batch = images[permutation[start:start + BATCH]]
            optimiser.zero_grad()
            loss = nn.functional.mse_loss(decode(encode(batch)), batch)
            loss.backward()
            optimiser.step()
            result["losses"].append(loss.item())

    result["reconstructionsAfter"] = reconstruct()
    return result


torch.set_num_threads(1)
for name, network in [("ConvAutoencoder", convolutional), ("DenseAutoencoder", dense)]:
    with open(f"{name}.json", "w") as file:
        json.dump(golden(network), file, indent=1)
        file.write("\n")
