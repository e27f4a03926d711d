"""Rows are split over as many groups as there are positive entries: // and % by a count that may be zero."""
import torch


def groups(x):
    positive = int((x > 0).sum())
    return x + x.numel() // positive


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
        (torch.tensor([1.0, -2.0]),),
    ]
