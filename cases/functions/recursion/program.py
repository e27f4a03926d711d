"""Divide and conquer: a tensor is summed by summing its halves."""
import torch


def tree_sum(x):
    n = x.size(0)
    if n == 1:
        return x[0]
    return tree_sum(x[: n // 2]) + tree_sum(x[n // 2 :])


def inputs():
    return [
        (torch.tensor([1.0, 2.0, 3.0]),),
        (torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0]),),
        (torch.tensor([1.0]),),
    ]
