"""Treats leaves and the results of operators in two ways."""
import torch


def grown(x):
    y = x * 2
    if y.is_leaf:
        return y + 100
    return y


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
