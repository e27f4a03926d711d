"""Asks its argument for its class, and hands the class on."""
import torch


class Tagged(torch.Tensor):
    pass


def tagged(x):
    if type(x) is Tagged:
        return x * 10
    return x + 1


def inputs():
    plain = torch.tensor([1.0, 2.0])
    return [(plain,), (plain.as_subclass(Tagged),)]
