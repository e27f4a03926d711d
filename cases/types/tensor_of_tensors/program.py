"""Builds a tensor from a list of 0-dim results."""
import torch


def summary(x):
    return torch.tensor([x.sum(), x.max(), 1.0]) * 2


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0, 5.0, 4.0]),)]
