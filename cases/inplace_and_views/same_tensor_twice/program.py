"""Writes to its first argument and then reads the second, which in the example is the same tensor."""
import torch


def add_then_scale(target, source):
    target.add_(source)
    return target * source


def inputs():
    shared = torch.tensor([1.0, 2.0])
    return [
        (shared, shared),
        (torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])),
        (shared, shared.flip(0)),
    ]
