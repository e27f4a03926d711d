"""Calls backward on a weight of its own and returns the gradient."""
import torch


def gradient_of(x):
    weight = torch.ones(2, requires_grad=True)
    (weight * x.detach()).pow(2).sum().backward()
    return weight.grad


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0, 4.0]),)]
