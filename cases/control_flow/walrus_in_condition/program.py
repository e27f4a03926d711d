"""Damping until the residual is small, the residual named inside the condition."""
import torch


def damp(x):
    while (residual := x.abs().max()) > 1:
        x = x / (1 + residual)
    return x


def inputs():
    return [
        (torch.tensor([4.0, -2.0]),),
        (torch.tensor([0.5, 0.1]),),
    ]
