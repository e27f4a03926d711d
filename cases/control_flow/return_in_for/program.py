"""The first row whose sum is positive, found by returning from inside a for loop."""
import torch


def first_positive_row(x):
    for i in range(x.size(0)):
        row = x[i]
        if row.sum() > 0:
            return row
    return torch.zeros(x.size(1))


def inputs():
    return [
        (torch.tensor([[-1.0, 0.0], [2.0, 1.0], [3.0, 3.0]]),),
        (torch.tensor([[4.0, 1.0], [2.0, 1.0], [3.0, 3.0]]),),
        (torch.tensor([[-4.0, 1.0], [-2.0, 1.0], [-3.0, -3.0]]),),
    ]
