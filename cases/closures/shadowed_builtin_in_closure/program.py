"""The builtin `len` is shadowed by a closure's parameter that counts only positive elements."""
import torch


def make(len):
    def normalise(x):
        return x / len(x)

    return normalise


def count_positive(x):
    return (x > 0).sum()


normalise = make(count_positive)


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([1.0, -2.0, -3.0]),),
    ]
