"""Builds a mask from a nested Python list of the right size."""
import torch


def causal_mask(x):
    length = x.size(0)
    rows = [[1.0 if column <= row else 0.0 for column in range(length)] for row in range(length)]
    return x * torch.tensor(rows)


def inputs():
    return [(torch.ones(2, 2),), (torch.ones(3, 3),)]
