"""A helper whose first parameter is positional only."""
import torch


def ratio(x, /, total):
    return x / total


def forward(x):
    return ratio(x, total=x.sum())


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([2.0, 2.0, 4.0]),),
    ]
