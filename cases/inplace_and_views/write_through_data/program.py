"""Writes through .data, which autograd does not see."""
import torch


def centred(x):
    y = x * 2
    y.data.sub_(1.0)
    return y * x


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
