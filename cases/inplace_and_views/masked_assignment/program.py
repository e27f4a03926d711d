"""Assigns through a boolean mask to a copy of the argument."""
import torch


def clip_outliers(x):
    y = x.clone()
    y[y > 2.0] = 2.0
    y[y < -1.0] *= 0.5
    return y


def inputs():
    return [(torch.tensor([1.0, 5.0, -4.0]),), (torch.tensor([[3.0], [0.0]]),)]
