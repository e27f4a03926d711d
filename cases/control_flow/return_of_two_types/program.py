"""A search that returns an index, or None when nothing was found."""
import torch


def find(x, wanted):
    for i in range(x.size(0)):
        if x[i] == wanted:
            return i
    return None


def inputs():
    x = torch.tensor([3.0, 5.0, 7.0])
    return [
        (x, torch.tensor(5.0)),
        (x, torch.tensor(4.0)),
    ]
