"""Takes a tensor or a number, told apart by isinstance."""
import torch


def as_column(x):
    if isinstance(x, torch.Tensor):
        return x * 2
    return torch.zeros(2) + x


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0, 4.0]),), (5.0,)]
