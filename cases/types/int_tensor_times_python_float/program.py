"""Multiplies an integer tensor by a Python float computed from it, which promotes the dtype."""
import torch


def rescale(x):
    peak = x.max().item()
    if peak == 0:
        return x
    return x * (1 / peak)


def inputs():
    return [(torch.tensor([1, 2, 4]),), (torch.tensor([0, 0]),), (torch.tensor([5]),)]
