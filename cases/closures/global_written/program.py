"""A module-level step counter, read and written by the function that uses it."""
import torch

step = 0


def decay(x):
    global step
    step += 1
    return x / step


def inputs():
    return [
        (torch.tensor([4.0, 8.0]),),
        (torch.tensor([-4.0, -8.0]),),
    ]
