"""Builds a named tuple over parts of its argument and changes one of the fields in place."""
from typing import NamedTuple

import torch


class Halves(NamedTuple):
    left: torch.Tensor
    right: torch.Tensor


def shifted(x):
    half = x.size(0) // 2
    halves = Halves(x[:half], x[half:])
    halves.left.add_(halves.right.sum())
    return halves.left * 2, x.sum()


def inputs():
    return [(torch.arange(4.0),), (torch.arange(6.0),)]
