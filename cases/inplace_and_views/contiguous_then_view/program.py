"""Lays a tensor out in order, so that view() can flatten it."""
import torch


def flat(x):
    return x.contiguous().view(-1) + 1


def inputs():
    return [(torch.arange(4.0).reshape(2, 2),), (torch.arange(4.0).reshape(2, 2).t(),)]
