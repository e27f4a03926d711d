"""Keeps the rows with a positive sum, in a comprehension with a condition."""
import torch


def non_negative(rows):
    return torch.stack([row for row in rows.unbind(0) if row.sum() > 0])


def inputs():
    return [
        (torch.tensor([[1.0, 2.0], [-3.0, 1.0]]),),
        (torch.tensor([[-1.0, 2.0], [3.0, 1.0]]),),
    ]
