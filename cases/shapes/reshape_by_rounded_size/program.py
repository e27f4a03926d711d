"""Computes a block count by rounding up with math.ceil, which takes the size out of the graph."""
import math

import torch


def blocks(x):
    count = math.ceil(x.size(0) / 2)
    padded = torch.cat([x, x.new_zeros(count * 2 - x.size(0))])
    return padded.reshape(count, 2)


def inputs():
    return [(torch.arange(4.0),), (torch.arange(3.0),), (torch.arange(6.0),)]
