"""A function whose decorator doubles the result and copies the function's identity with functools.wraps."""
import functools

import torch


def doubled(function):
    @functools.wraps(function)
    def wrapper(x):
        return function(x) * 2

    return wrapper


@doubled
def shifted_relu(x):
    if x.sum() > 0:
        return torch.relu(x) + 1
    return x + 1


def inputs():
    return [
        (torch.tensor([1.0, -0.5]),),
        (torch.tensor([-1.0, -2.0]),),
    ]
