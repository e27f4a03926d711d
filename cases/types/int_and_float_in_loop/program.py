"""A total that starts as an int and becomes a float in the loop."""
from typing import List

import torch


def average(x):
    values: List[float] = x.tolist()
    total = 0
    for value in values:
        total += value
    return x - total / len(values)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([4.0, 0.0]),), (torch.tensor([4.0]),)]
