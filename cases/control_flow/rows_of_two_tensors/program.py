"""Walks over the rows of two tensors at once; the shorter one ends the walk."""
import torch


def matched(x, y):
    total = torch.zeros_like(x[0])
    for count, (a, b) in enumerate(zip(x, y)):
        total = total + a * b * count
    return total


def inputs():
    return [
        (torch.ones(2, 2), torch.ones(3, 2)),
        (torch.ones(3, 2), torch.full((3, 2), 2.0)),
        (torch.ones(2, 2), torch.ones(2, 2)),
    ]
