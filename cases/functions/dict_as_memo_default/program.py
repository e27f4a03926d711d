"""Remembers the first result for each number of elements in a dict that is a default argument."""
import torch


def powered(x, memo={}):
    key = int(x.sum() > 0)
    if key not in memo:
        memo[key] = x.detach().clone()
    return x + memo[key]


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-3.0, 1.0]),), (torch.tensor([5.0, 5.0]),)]
