"""Scales by a number if its second argument is one, and by nothing otherwise."""
import torch


def scaled(x, factor):
    try:
        number = float(factor)
    except (TypeError, ValueError, RuntimeError):
        number = 1.0
    return x * number


def inputs():
    x = torch.tensor([1.0, 2.0])
    return [(x, torch.tensor(3.0)), (x, torch.tensor([4.0])), (x, torch.tensor([5.0, 6.0]))]
