"""A rolling hash in Python integers, which have no largest value."""
import torch


def hashed(x):
    h = 7
    for i in range(x.size(0)):
        h = h * 1000003 + int(x[i])
    return x + h % 1009


def inputs():
    return [
        (torch.tensor([1, 2]),),
        (torch.tensor([1, 2, 3, 4, 5, 6]),),
    ]
