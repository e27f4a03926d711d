"""Divides by a sum in Python's numbers and falls back to zero when the sum is zero."""
import torch


def averaged(x, counts):
    try:
        scale = 1.0 / counts.sum().item()
    except ZeroDivisionError:
        scale = 0.0
    return x * scale


def inputs():
    x = torch.tensor([2.0, 4.0])
    return [(x, torch.tensor([1, 1])), (x, torch.tensor([0, 0])), (x, torch.tensor([4, 0]))]
