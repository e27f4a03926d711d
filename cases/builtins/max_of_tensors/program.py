"""The builtin max of two scalar tensors hands one of them back."""
import torch


def larger(a, b):
    return max(a, b)


def inputs():
    return [
        (torch.tensor(1.0), torch.tensor(2.0)),
        (torch.tensor(3.0), torch.tensor(2.0)),
    ]
