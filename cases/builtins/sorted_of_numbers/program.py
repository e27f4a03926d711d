"""The median of the list of a tensor's numbers, by sorted()."""
import torch


def median(x):
    values = [float(x[i]) for i in range(x.size(0))]
    ordered = sorted(values)
    return x - ordered[len(ordered) // 2]


def inputs():
    return [
        (torch.tensor([3.0, 1.0, 2.0]),),
        (torch.tensor([5.0, 9.0, 7.0]),),
    ]
