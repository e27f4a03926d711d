"""Adds noise drawn in forward, of the input's shape."""
import torch


def jitter(x):
    return x + torch.rand(x.shape) * 0.1


def inputs():
    return [(torch.zeros(3),), (torch.zeros(2, 2),)]
