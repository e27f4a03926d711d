"""Reverses the dimensions, and reshapes to the shape read backwards."""
import torch


def turned(x):
    return x.reshape(x.shape[::-1]), x.permute(list(range(x.dim()))[::-1])


def inputs():
    return [(torch.arange(6.0).reshape(2, 3),), (torch.arange(8.0).reshape(4, 2),), (torch.arange(6.0).reshape(1, 2, 3),)]
