"""Indexes the last dimension, however many there are before it, with an ellipsis."""
import torch


def last_and_even(x):
    even = x[..., ::2].clone()
    even[..., 0] = -1.0
    return even, x[..., -1:]


def inputs():
    return [(torch.arange(4.0),), (torch.arange(6.0).reshape(2, 3),)]
