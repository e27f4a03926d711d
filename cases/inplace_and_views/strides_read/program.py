"""Reads the diagonal by the strides of its argument."""
import torch


def diagonal(x):
    return x.as_strided((2,), (x.stride(0) + x.stride(1),)) + 1


def inputs():
    return [(torch.arange(6.0).reshape(2, 3),), (torch.arange(6.0).reshape(3, 2).t(),)]
