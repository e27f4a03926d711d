"""A progress line with a format specification: two decimals."""
import torch


def report(x):
    loss = float(x.mean())
    if loss > 1:
        print(f"loss {loss:.2f}")
    return x * 2


def inputs():
    return [
        (torch.tensor([1.0, 4.0]),),
        (torch.tensor([0.0, 1.0]),),
    ]
