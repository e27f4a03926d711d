"""One name, `scale`, is a module-level function, a closure's function and a local number at once."""
import torch


def scale(x):
    return x * 100


def halve(x):
    return x / 2


def make(scale):
    def inner(x):
        return scale(x)

    return inner


from_closure = make(halve)


def from_global(x):
    return scale(x)


def mix(x):
    scale = 1.0
    if x.sum() > 0:
        scale = 2.0
    return from_closure(x) + from_global(x) + x * scale


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
    ]
