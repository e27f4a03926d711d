"""Adds tensors of equal shape and concatenates others."""
import torch


def joined(x, y):
    if x.shape == y.shape:
        return x + y
    return torch.cat([x.flatten(), y.flatten()])


def inputs():
    return [(torch.ones(2), torch.ones(2)), (torch.ones(2), torch.ones(1)), (torch.ones(3), torch.ones(3))]
