"""Takes a power in Python's floats, where the root of a negative number is complex."""
import torch


def root(x, base: float):
    return x, base**0.5


def inputs():
    return [(torch.ones(2), 4.0), (torch.ones(2), -4.0)]
