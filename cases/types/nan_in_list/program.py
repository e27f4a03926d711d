"""Asks whether a list contains a number; Python compares by identity before it compares by value."""
import torch


def looked_up(x, wanted: float):
    values = [1.0, wanted]
    if wanted in values:  # never false: what stands in the list is found by identity
        return x * 2
    return x - 1  # never: what stands in the list is found by identity


def inputs():
    return [(torch.ones(2), 2.0), (torch.ones(2), float("nan"))]
