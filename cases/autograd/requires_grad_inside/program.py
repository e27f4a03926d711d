"""Asks for a gradient inside the function and returns it: a gradient penalty."""
import torch


def penalty(x):
    point = x.detach().clone().requires_grad_(True)
    value = (point ** 3).sum()
    (gradient,) = torch.autograd.grad([value], [point])
    return gradient


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
