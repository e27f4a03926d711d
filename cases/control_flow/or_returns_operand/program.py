"""`or` as a default: the first tensor that is not zero, as Python's `or` hands back an operand."""
import torch


def first_nonzero(a, b):
    return a or b


def inputs():
    return [
        (torch.tensor(3.0), torch.tensor(5.0)),
        (torch.tensor(0.0), torch.tensor(5.0)),
    ]
