"""Adds up the elements that are positive, each weighted by how many came before it."""
import torch


def weighted(x):
    total = torch.zeros(())
    for rank, where in enumerate((x > 0).nonzero()):
        total = total + x[where].sum() * (rank + 1)
    return total


def inputs():
    return [(torch.tensor([1.0, -1.0, 2.0]),), (torch.tensor([3.0, 4.0, -5.0]),), (torch.tensor([1.0, 2.0, 3.0]),)]
