"""Doubles when both arguments are the same object, and adds otherwise."""
import torch


def combined(x, y):
    if x is y:
        return x * 10
    return x + y


def inputs():
    shared = torch.tensor([1.0, 2.0])
    return [(shared, shared), (torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0]))]
