"""A global functools.partial fixes one argument of a helper."""
import functools

import torch


def power_mean(x, p: float):
    return (x.abs() ** p).mean() ** (1 / p)


cubic_mean = functools.partial(power_mean, p=3.0)


def centre(x):
    return x - cubic_mean(x)


def inputs():
    return [
        (torch.tensor([1.0, -2.0]),),
        (torch.tensor([5.0]),),
    ]
