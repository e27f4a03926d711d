"""Looks for a one-element tensor in a list of them."""
import torch


def found(x):
    parts = [x[:1], x[1:2]]
    if x[2:3] in parts:
        return x * 2
    return x - 1


def inputs():
    return [(torch.tensor([1.0, 2.0, 2.0]),), (torch.tensor([1.0, 2.0, 3.0]),)]
