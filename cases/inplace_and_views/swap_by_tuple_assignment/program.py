"""Swaps two rows by tuple assignment: the right side is views, so that one row is lost in both worlds."""
import torch


def swap_rows(x):
    y = x.clone()
    y[0], y[1] = y[1], y[0]
    return y


def inputs():
    return [(torch.tensor([[1.0, 2.0], [3.0, 4.0]]),), (torch.tensor([[5.0], [6.0], [7.0]]),)]
