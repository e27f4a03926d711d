"""Floor division and remainder of integer tensors with negative values."""
import torch


def split(x, y):
    return x // y, x % y, torch.div(x, y, rounding_mode="trunc")


def inputs():
    return [(torch.tensor([7, -7]), torch.tensor([2, 2])), (torch.tensor([7.0, -7.5]), torch.tensor([-2.0, 2.0]))]
