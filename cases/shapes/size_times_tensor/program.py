"""Divides by a size without any Python math in between."""
import torch


def mean_by_hand(x):
    return x.sum(0) / x.size(0), x.sum() / x.numel()


def inputs():
    return [(torch.randn(2, 3),), (torch.randn(5, 1),)]
