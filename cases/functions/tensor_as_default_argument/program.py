"""A tensor as default argument keeps a running mean: Python makes it once."""
import torch


def smoothed(x, mean=torch.zeros(2)):
    mean.mul_(0.5).add_(x, alpha=0.5)
    return x - mean


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([8.0, 4.0]),)]
