"""A helper answers otherwise under no_grad."""
import torch


def helper(x):
    return x * 2 if torch.is_grad_enabled() else x * 3


def outer(x):
    with torch.no_grad():
        inner = helper(x)
    return helper(x), inner


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
