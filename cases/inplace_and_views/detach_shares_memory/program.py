"""Writes through detach, which hides the write from autograd but not from the argument."""
import torch


def normalise_weight(weight):
    weight.detach().div_(weight.norm().clamp(min=1.0))
    return weight.sum()


def inputs():
    return [(torch.tensor([3.0, 4.0]),), (torch.tensor([0.3, 0.4]),)]
