"""Divides by the number of rows; a tensor without dimensions has no len and counts as one."""
import torch


def averaged(x):
    try:
        rows = len(x)
    except (TypeError, RuntimeError):
        rows = 1
    return x.sum() / rows


def inputs():
    return [(torch.tensor([1.0, 3.0]),), (torch.tensor(5.0),), (torch.tensor([1.0, 2.0, 6.0]),)]
