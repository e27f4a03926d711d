"""Adds to a size under a second name; ints do not share."""
import torch


def padded(x):
    n = x.size(0)
    m = n
    m += 2
    return torch.cat([x, x.new_zeros(m - n)]) * n


def inputs():
    return [(torch.ones(3),), (torch.ones(5),)]
