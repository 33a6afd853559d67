#!/usr/bin/python3
"""Writes golden.json: what PyTorch itself computes, for the tests to compare with. Run with the system's python3-torch."""

import hashlib
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def flat(tensor):
    return tensor.detach().reshape(-1).tolist()


def randomness():
    torch.manual_seed(42)
    drawn = {
        "randn": flat(torch.randn(5)),
        "randn_long": flat(torch.randn(40)),
        "rand": flat(torch.rand(5)),
        "randperm": flat(torch.randperm(20)),
        "randint": flat(torch.randint(3, 100, (10,))),
        "normal": flat(torch.empty(5).normal_(1.5, 0.5)),
        "bernoulli": flat(torch.full((20,), 0.3).bernoulli()),
    }
    weights = torch.tensor([1.0, 2.0, 3.0, 4.0])
    drawn["multinomial"] = flat(torch.multinomial(weights, 6, replacement=True))
    drawn["multinomial_once"] = flat(torch.multinomial(weights, 3))
    drawn["normal_of"] = flat(torch.normal(weights, weights))
    drawn["poisson"] = flat(torch.poisson(weights))
    drawn["random"] = flat(torch.empty(5).random_(2, 50))
    drawn["exponential"] = flat(torch.empty(5).exponential_(2))
    generator = torch.Generator().manual_seed(8)
    drawn["own"] = {
        "rand": flat(torch.rand(4, generator=generator)),
        "randperm": flat(torch.randperm(9, generator=generator)),
        "randint": flat(torch.randint(3, 100, (6,), generator=generator)),
        "normal": flat(torch.normal(1.5, 0.5, (4,), generator=generator)),
        "bernoulli": flat(torch.full((9,), 0.3).bernoulli(generator=generator)),
        "multinomial": flat(torch.multinomial(weights, 6, replacement=True, generator=generator)),
    }
    drawn["own_generator"] = flat(torch.randn(5, generator=torch.Generator().manual_seed(7)))
    drawn["after"] = flat(torch.randn(3))
    return drawn


ADAMS = {
    "plain": {},
    "settings": {"lr": 0.01, "betas": (0.8, 0.99), "eps": 1e-6},
    "weight_decay": {"weight_decay": 0.1},
    "amsgrad": {"amsgrad": True, "lr": 0.05},
    "maximize": {"maximize": True},
}


def adam(settings):
    """Ten steps; the last layer has no gradient in every third, so that the step counts part."""
    torch.manual_seed(3)
    first, last = nn.Linear(4, 3), nn.Linear(3, 2)
    optimizer = torch.optim.Adam([*first.parameters(), *last.parameters()], **settings)
    for i in range(10):
        x = torch.randn(5, 4)
        first.zero_grad(set_to_none=True)
        last.zero_grad(set_to_none=True)
        hidden = torch.tanh(first(x))
        (hidden if i % 3 == 2 else last(hidden)).square().mean().backward()
        optimizer.step()
    return {"first": flat(first.weight), "last": flat(last.weight), "bias": flat(last.bias)}


def autoencoder():
    torch.manual_seed(4)
    net = nn.Sequential(
        nn.Conv2d(1, 32, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 16), nn.Linear(16, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())
    digest = hashlib.sha256(b"".join(value.detach().numpy().tobytes() for value in net.parameters())).hexdigest()
    batch = torch.rand(32, 1, 28, 28)
    reconstruction = flat(net(batch)[0])
    # In single precision, what processors of different kinds round differently has grown to 1e-4 of the loss after thirty steps.
    net, batch = net.double(), batch.double()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    losses = []
    for _ in range(100):
        optimizer.zero_grad()
        value = F.mse_loss(net(batch), batch)
        value.backward()
        optimizer.step()
        losses.append(value.item())
    return {
        "names": list(net.state_dict().keys()),
        "initial_weights_sha256": digest,
        "first_reconstruction": reconstruction,
        "losses": losses,
        "last_reconstruction": flat(net(batch)[0]),
    }


def arithmetic():
    torch.manual_seed(5)
    a = torch.randn(3, 4)
    symmetric = a @ a.t()
    return {
        "var": flat(a.var(0)), "std_biased": flat(a.std(1, unbiased=False)), "logsumexp": flat(a.logsumexp(1)),
        "eigenvalues": flat(torch.linalg.eigh(symmetric)[0]), "singular_values": flat(torch.linalg.svd(a)[1]),
        "norm": flat(torch.linalg.norm(a)), "indexed": flat(a[1:, ::2]), "quotient": flat(1 / a), "difference": flat(2 - a),
    }


golden = {
    "version": torch.__version__,
    "randomness": randomness(),
    "adam": {name: adam(settings) for name, settings in ADAMS.items()},
    "autoencoder": autoencoder(),
    "arithmetic": arithmetic(),
}
path = pathlib.Path(__file__).with_name("golden.json")
path.write_text(json.dumps(golden, separators=(",", ":")).replace('},"', '},\n"') + "\n")
