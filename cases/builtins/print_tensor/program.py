"""A tensor is printed whole."""
import torch


def show(x):
    y = x * 2
    print(y)
    return y


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([[1.5], [20.0]]),),
    ]
