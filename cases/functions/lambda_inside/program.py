"""An activation chosen among lambdas."""
import torch


def activate(x):
    leaky = lambda v: torch.where(v > 0, v, v * 0.1)
    if x.min() < 0:
        return leaky(x)
    return x


def inputs():
    return [
        (torch.tensor([1.0, -2.0]),),
        (torch.tensor([1.0, 2.0]),),
    ]
