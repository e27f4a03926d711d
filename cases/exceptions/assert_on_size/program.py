"""Wants an even number of elements."""
import torch


def paired(x):
    assert x.size(0) % 2 == 0, "an odd number of elements"
    return x[: x.size(0) // 2] + 1


def inputs():
    return [(torch.arange(4.0),), (torch.arange(3.0),), (torch.arange(6.0),)]
