"""Asks its argument for an attribute that tensors do not have, and goes another way without it."""
import torch


def named(x):
    try:
        scale = x.scale_of_rows
    except AttributeError:
        return x * 3
    return x * scale  # never: no tensor has the attribute


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
