"""Updates its argument by augmented operators that are rarely used."""
import torch


def updated(x, y):
    x **= 2
    x //= 2
    y %= 3
    return x + y


def inputs():
    return [(torch.tensor([3.0, 5.0]), torch.tensor([4.0, 7.0])), (torch.tensor([2.0]), torch.tensor([-1.0]))]
