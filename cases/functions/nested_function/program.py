"""A helper defined inside the function that uses it."""
import torch


def smooth(x):
    def average(a, b):
        return (a + b) / 2

    if x.size(0) > 2:
        return average(x[1:], x[:-1])
    return average(x, x.mean())


def inputs():
    return [
        (torch.tensor([1.0, 2.0, 4.0]),),
        (torch.tensor([1.0, 2.0]),),
    ]
