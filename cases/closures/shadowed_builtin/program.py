"""A module-level `abs` that is smooth at zero, named like the builtin it replaces."""
import torch


def abs(x):
    return torch.sqrt(x * x + 0.25) - 0.5


def penalty(x):
    return abs(x).sum()


def inputs():
    return [
        (torch.tensor([2.0, 0.5]),),
        (torch.tensor([-0.25, 1.0, 4.0]),),
    ]
