"""The same decorator without functools.wraps: what the name refers to is the wrapper and says so."""
import torch


def doubled(function):
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
