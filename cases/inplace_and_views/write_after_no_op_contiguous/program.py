"""Writes to what contiguous() returned: to the argument itself, unless it had to be copied."""
import torch


def scale_copy(x):
    y = x.contiguous()
    y.mul_(2.0)
    return x + y


def inputs():
    square = torch.arange(4.0).reshape(2, 2)
    return [(square,), (square.t(),)]
