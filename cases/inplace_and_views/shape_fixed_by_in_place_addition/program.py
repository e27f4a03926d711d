"""Adds a row to every second row of a copy, through a view whose size follows the argument's."""
import torch


def accumulated(x, row):
    y = x.clone()
    pairs = y.view(x.size(0) // 2, 2, x.size(1))
    pairs[:, 1] += row
    y[:, 0] = row.sum()
    return y


def inputs():
    return [
        (torch.zeros(4, 2), torch.tensor([1.0, 2.0])),
        (torch.zeros(2, 3), torch.tensor([1.0, 2.0, 3.0])),
        (torch.ones(6, 2), torch.tensor([5.0, 7.0])),
    ]
