"""Computes into one scratch buffer and returns it."""
import torch

scratch = torch.zeros(2)


def buffered(x):
    scratch.add_(x.detach())
    return scratch


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0, 5.0]),)]
