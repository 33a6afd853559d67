#!/usr/bin/python3
"""Writes optimizers.json: the steps of PyTorch's optimizers and the rates of its schedulers, for the tests to compare with."""

import json
import pathlib

import torch
from torch import optim
from torch.optim import lr_scheduler as schedules

torch.set_num_threads(1)

CASES = {
    "Adam/plain": (optim.Adam, {"lr": 0.01}, {}),
    "Adam/settings": (optim.Adam, {"lr": 0.02, "betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.1, "amsgrad": True}, {"lr": 0.05}),
    "Adam/maximize": (optim.Adam, {"lr": 0.01, "maximize": True}, {"lr": 0.001}),
    "AdamW/plain": (optim.AdamW, {"lr": 0.01, "weight_decay": 0.01}, {}),
    "AdamW/settings": (optim.AdamW, {"lr": 0.02, "betas": (0.8, 0.99), "weight_decay": 0.1, "amsgrad": True}, {"lr": 0.05, "weight_decay": 0.2}),
    "SGD/plain": (optim.SGD, {"lr": 0.1}, {"lr": 0.05}),
    "SGD/momentum": (optim.SGD, {"lr": 0.1, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.01}, {"lr": 0.05, "momentum": 0.5}),
    "SGD/nesterov": (optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}, {"weight_decay": 0.1}),
    "SGD/maximize": (optim.SGD, {"lr": 0.01, "momentum": 0.5, "maximize": True}, {}),
    "RMSProp/plain": (optim.RMSprop, {"lr": 0.01}, {"lr": 0.02}),
    "RMSProp/settings": (optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "eps": 1e-6, "weight_decay": 0.1, "momentum": 0.9, "centered": True}, {"lr": 0.003}),
    "Adagrad/plain": (optim.Adagrad, {"lr": 0.1}, {}),
    "Adagrad/settings": (optim.Adagrad, {"lr": 0.1, "lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.5}, {"lr": 0.2}),
    "Adadelta/plain": (optim.Adadelta, {"lr": 1.0}, {}),
    "Adadelta/settings": (optim.Adadelta, {"lr": 0.5, "rho": 0.8, "eps": 1e-5, "weight_decay": 0.1}, {"lr": 2.0}),
}


def values(shape, dtype, offset):
    """Numbers that need no generator: the same in every language."""
    count = int(torch.tensor(shape).prod())
    return torch.tensor([((i * 37 + offset * 11) % 101) / 50 - 1 for i in range(count)], dtype=torch.float64).reshape(shape).to(dtype)


def steps(case, dtype):
    """Twelve steps; the second group has no gradient in every third, so that the step counts part."""
    make, settings, second = case
    first, last = (torch.nn.Parameter(values(shape, dtype, i)) for i, shape in enumerate([(3, 4), (2, 3)]))
    optimizer = make([{"params": [first]}, {"params": [last], **second}], **settings)
    for i in range(12):
        optimizer.zero_grad(set_to_none=True)
        hidden = torch.tanh(values((5, 4), dtype, i + 2) @ first.t())
        (hidden if i % 3 == 2 else hidden @ last.t()).square().mean().backward()
        optimizer.step()
    return [value for parameter in (first, last) for value in parameter.detach().reshape(-1).tolist()]


SCHEDULES = {
    "StepLR": lambda o: schedules.StepLR(o, 7, 0.5),
    "MultiStepLR": lambda o: schedules.MultiStepLR(o, [3, 11, 11, 20], 0.3),
    "ExponentialLR": lambda o: schedules.ExponentialLR(o, 0.9),
    "LambdaLR": lambda o: schedules.LambdaLR(o, lambda epoch: 1 / (1 + epoch)),
    "MultiplicativeLR": lambda o: schedules.MultiplicativeLR(o, lambda epoch: 0.95 if epoch % 2 else 1.01),
    "CosineAnnealingLR": lambda o: schedules.CosineAnnealingLR(o, 8, 0.001),
    "PolynomialLR": lambda o: schedules.PolynomialLR(o, 12, 2.0),
    "LinearLR": lambda o: schedules.LinearLR(o, 0.25, 0.75, 9),
    "ConstantLR": lambda o: schedules.ConstantLR(o, 0.5, 6),
    "SequentialLR": lambda o: schedules.SequentialLR(
        o, [schedules.ConstantLR(o, 0.1, 4), schedules.ExponentialLR(o, 0.9), schedules.StepLR(o, 3, 0.5)], [5, 15]),
    "ChainedLR": lambda o: schedules.ChainedScheduler([schedules.ConstantLR(o, 0.1, 4), schedules.ExponentialLR(o, 0.9)]),
    "CyclicLR/Triangular": lambda o: schedules.CyclicLR(o, 0.01, 0.1, 4, 6),
    "CyclicLR/Triangular2": lambda o: schedules.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 5, mode="triangular2"),
    "CyclicLR/ExpRange": lambda o: schedules.CyclicLR(o, 0.01, 0.1, 4, mode="exp_range", gamma=0.97, cycle_momentum=False),
    "CyclicLR/Scaled": lambda o: schedules.CyclicLR(o, 0.01, 0.1, 4, scale_fn=lambda x: 1 / (1 + x), scale_mode="iterations"),
    "OneCycleLR/Cos": lambda o: schedules.OneCycleLR(o, 0.1, 30),
    "OneCycleLR/Linear": lambda o: schedules.OneCycleLR(
        o, [0.1, 0.2], epochs=4, steps_per_epoch=8, pct_start=0.4, anneal_strategy="linear", three_phase=True, div_factor=10.0),
    "ReduceLROnPlateau/min": lambda o: schedules.ReduceLROnPlateau(o, patience=2, cooldown=1, min_lr=[0.002, 0.0], factor=0.3),
    "ReduceLROnPlateau/max": lambda o: schedules.ReduceLROnPlateau(o, mode="max", patience=3, threshold=0.05, threshold_mode="abs"),
}


def rates(make):
    """The learning rates, and the momenta, of two groups over thirty steps; a plateau sees a loss that falls ever less."""
    groups = [{"params": [torch.nn.Parameter(torch.zeros(1))], "lr": lr} for lr in (0.05, 0.02)]
    optimizer = optim.SGD(groups, lr=0.05, momentum=0.7)
    schedule = make(optimizer)
    seen = []
    for i in range(30):
        seen.append([[group["lr"], group["momentum"]] for group in optimizer.param_groups])
        optimizer.step()
        if isinstance(schedule, schedules.ReduceLROnPlateau):
            schedule.step((i * 37 % 11) / (1 + i))
        else:
            schedule.step()
    return seen


golden = {
    "version": torch.__version__,
    "steps": {name: {str(dtype).split(".")[1]: steps(case, dtype) for dtype in (torch.float32, torch.float64)} for name, case in CASES.items()},
    "rates": {name: rates(make) for name, make in SCHEDULES.items()},
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, separators=(",", ":")).replace('},"', '},\n"').replace(']]],"', ']]],\n"') + "\n")
