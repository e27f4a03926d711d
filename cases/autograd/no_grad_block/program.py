"""Computes a correction under no_grad and adds it: the gradient must not see it."""
import torch


def straight_through(x):
    with torch.no_grad():
        rounding = torch.round(x) - x
    return x * 1.0 + rounding


def inputs():
    return [(torch.tensor([0.4, 1.6]),), (torch.tensor([2.5]),)]
