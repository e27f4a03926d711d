"""Writes through reshape, which is a view only when the memory allows it."""
import torch


def zero_first(x):
    flat = x.reshape(-1)
    flat[0] = 0.0
    return x * 1.0


def inputs():
    square = torch.arange(1.0, 5.0).reshape(2, 2)
    return [(square,), (square.t(),), (square[:, :1],)]
