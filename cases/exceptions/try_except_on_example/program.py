"""Parsing by exception: the example itself takes the except branch."""
import torch


def as_scalar(x):
    try:
        return x.reshape(())
    except RuntimeError:
        return x.sum()


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([5.0]),),
        (torch.tensor([[1.0, 2.0, 3.0]]),),
    ]
