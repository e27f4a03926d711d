"""A bias that exists in one branch only and is used under the same condition."""
import torch


def shift(x):
    positive = bool(x.sum() > 0)
    if positive:
        bias = x.mean()
    y = x * 2
    if positive:
        y = y + bias
    return y


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
    ]
