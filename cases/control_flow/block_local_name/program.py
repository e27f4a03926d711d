"""A name first bound inside a loop's body and read after the loop: Python has no block scope."""
import torch


def last_scaled(x):
    for i in range(x.size(0)):
        scaled = x[i] * (i + 1)
    return scaled


def inputs():
    return [
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]),),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),),
    ]
