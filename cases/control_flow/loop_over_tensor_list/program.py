"""Adds up a list of tensors that is longer in one call than in the other."""
from typing import List

import torch


def add_all(parts: List[torch.Tensor]):
    total = torch.zeros_like(parts[0])
    for part in parts:
        total = total + part
    return total


def inputs():
    return [
        ([torch.tensor([1.0]), torch.tensor([2.0])],),
        ([torch.tensor([1.0]), torch.tensor([2.0]), torch.tensor([4.0])],),
    ]


def bench_inputs(n=32):
    return ([torch.ones(8) for _ in range(n)],)
