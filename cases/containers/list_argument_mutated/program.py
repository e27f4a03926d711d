"""Appends to the list that the caller passed, and returns its sum."""
from typing import List

import torch


def push(history: List[torch.Tensor], x):
    history.append(x * 2)
    return torch.stack(history).sum(0)


def inputs():
    return [([torch.ones(2)], torch.ones(2)), ([torch.zeros(2), torch.ones(2)], torch.full((2,), 3.0))]
