"""A rotation by a remainder whose divisor is a count that may be zero."""
import torch


def rotate(x):
    positive = int((x > 0).sum())
    return torch.roll(x, 7 % positive)


def inputs():
    return [
        (torch.tensor([1.0, 2.0, 3.0, 4.0, -1.0]),),
        (torch.tensor([-1.0, -2.0, -3.0]),),
        (torch.tensor([1.0, 2.0, -3.0]),),
    ]
