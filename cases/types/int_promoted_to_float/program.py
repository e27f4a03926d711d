"""Divides two ints: Python's true division gives a float, floor division an int."""
import torch


def halve(x):
    length = x.size(0)
    return x * (length / 2), length // 2, length / 2, -length // 2


def inputs():
    return [(torch.ones(3),), (torch.ones(4),), (torch.ones(1),)]
