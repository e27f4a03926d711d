"""A mean weight by Python division: no weights means ZeroDivisionError."""
import torch


def rescale(x):
    positive = int((x > 0).sum())
    return x * (1.0 / positive)


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
        (torch.tensor([1.0, -2.0]),),
    ]
