"""Turns a tensor into Python numbers and calculates with them."""
import torch


def threshold_count(x):
    limit = float(x.mean())
    above = int((x > limit).sum())
    return x * limit / max(above, 1)


def inputs():
    return [(torch.tensor([1.0, 2.0, 6.0]),), (torch.tensor([1.0, 1.0]),)]
