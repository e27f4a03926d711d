"""Lets gradients through where the sum is positive."""
import torch


def gated(x):
    with torch.set_grad_enabled(bool(x.sum() > 0)):
        return x * 2


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-3.0]),)]
