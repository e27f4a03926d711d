"""The builtin sum adds the rows of a matrix; it is not torch.sum."""
import torch


def add_rows(x):
    return sum(x)


def inputs():
    return [
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]),),
        (torch.tensor([[1.0, 2.0], [3.0, 4.0], [6.0, 9.0]]),),
    ]
