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


LAYERS = {
    "Linear": (lambda: nn.Linear(3, 4), (5, 3)),
    "LinearWithoutBias": (lambda: nn.Linear(3, 4, bias=False), (5, 3)),
    "Conv2d": (lambda: nn.Conv2d(2, 3, 3, stride=2, padding=1), (2, 2, 5, 6)),
    "Conv2dByAxis": (lambda: nn.Conv2d(2, 4, (3, 2), stride=(1, 2), padding=(1, 0), dilation=(2, 1), groups=2), (2, 2, 6, 6)),
    "Conv2dSame": (lambda: nn.Conv2d(2, 3, 3, padding="same"), (2, 2, 5, 5)),
    "Conv2dReflect": (lambda: nn.Conv2d(2, 3, 3, padding=(1, 2), padding_mode="reflect"), (2, 2, 5, 5)),
    "ConvTranspose2d": (lambda: nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1), (2, 2, 4, 4)),
    "ConvTranspose2dByAxis": (
        lambda: nn.ConvTranspose2d(2, 4, (3, 2), stride=(2, 1), padding=(1, 0), output_padding=(1, 0), groups=2), (2, 2, 3, 4)),
    "Flatten": (lambda: nn.Flatten(), (2, 3, 4)),
    "Unflatten": (lambda: nn.Unflatten(1, (2, 3)), (2, 6)),
    "ReLU": (lambda: nn.ReLU(), (3, 4)),
    "LeakyReLU": (lambda: nn.LeakyReLU(0.2), (3, 4)),
    "Sigmoid": (lambda: nn.Sigmoid(), (3, 4)),
    "Tanh": (lambda: nn.Tanh(), (3, 4)),
}


def layer(make, shape):
    torch.manual_seed(1)
    module = make()
    x = torch.randn(shape, requires_grad=True)
    y = module(x)
    y.backward(torch.randn(y.shape))
    return {
        "parameters": {name: flat(value) for name, value in module.named_parameters()},
        "output": flat(y),
        "shape": list(y.shape),
        "input_gradient": flat(x.grad),
        "gradients": {name: flat(value.grad) for name, value in module.named_parameters()},
    }


LOSSES = {
    "mse_loss": F.mse_loss,
    "l1_loss": F.l1_loss,
    "binary_cross_entropy": lambda x, t, reduction: F.binary_cross_entropy(torch.sigmoid(x), t, reduction=reduction),
    "binary_cross_entropy_with_logits": lambda x, t, reduction: F.binary_cross_entropy_with_logits(x, t, reduction=reduction),
    "softplus": lambda x, t, reduction: F.softplus(x, 2, 1).sum(),
}


def loss(function, reduction):
    torch.manual_seed(2)
    x = torch.randn(4, 3, requires_grad=True)
    t = torch.rand(4, 3)
    value = function(x, t, reduction=reduction)
    value.sum().backward()
    return {"value": flat(value), "gradient": flat(x.grad)}


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
    "layers": {name: layer(*case) for name, case in LAYERS.items()},
    "losses": {f"{name}/{reduction}": loss(function, reduction) for name, function in LOSSES.items() for reduction in ("none", "mean", "sum")},
    "adam": {name: adam(settings) for name, settings in ADAMS.items()},
    "autoencoder": autoencoder(),
    "arithmetic": arithmetic(),
}
path = pathlib.Path(__file__).with_name("golden.json")
path.write_text(json.dumps(golden, separators=(",", ":")).replace('},"', '},\n"') + "\n")
