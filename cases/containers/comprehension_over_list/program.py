"""Applies an expression to every tensor of a list argument in a comprehension."""
from typing import List

import torch


def squared_norms(parts: List[torch.Tensor]):
    return [(part * part).sum() for part in parts]


def inputs():
    return [
        ([torch.randn(2), torch.randn(3)],),
        ([torch.randn(4), torch.randn(1)],),
        ([torch.randn(2), torch.randn(2), torch.randn(2)],),
    ]
