"""Rows are numbered from one: enumerate(..., start=1)."""
import torch


def numbered(x):
    total = torch.zeros(2)
    for number, row in enumerate(x, start=1):
        total = total + row / number
    return total


def inputs():
    return [
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]),),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0], [6.0, 9.0]]),),
    ]
