"""Normalisation that hands its argument back untouched when there is nothing to normalise."""
import torch


def normalise(x):
    total = x.sum()
    if total == 0:
        return x
    return x / total


def inputs():
    return [
        (torch.tensor([0.0, 0.0]),),
        (torch.tensor([1.0, 3.0]),),
    ]
