"""Keeps round(0.6 n) of n rows."""
import torch


def kept(x):
    return x[: round(x.size(0) * 0.6)] * 2


def inputs():
    return [(torch.arange(5.0),), (torch.arange(10.0),), (torch.arange(1.0),)]
