"""Negates what is not laid out in order."""
import torch


def flattened(x):
    if x.is_contiguous():
        return x.flatten()
    return -x.flatten()


def inputs():
    return [(torch.arange(4.0).reshape(2, 2),), (torch.arange(4.0).reshape(2, 2).t(),)]
