"""An int to the power of a negative int is a float in Python."""
import torch


def scale(x):
    n = int(x[0])
    return x * 2**n


def inputs():
    return [
        (torch.tensor([3, 1]),),
        (torch.tensor([-2, 4]),),
        (torch.tensor([2, 5]),),
    ]
