"""Extends a list by a generator that looks at the list's last element each time."""
import torch


def grown(x):
    y = [x]
    y.extend(y[-1] + 2 for _ in range(2))
    return torch.cat(y)


def inputs():
    return [(torch.ones(2),), (torch.tensor([3.0, -1.0]),)]
