"""Functional dropout whose training flag is left at its default."""
import torch
import torch.nn.functional as F


def monte_carlo(x):
    return torch.stack([F.dropout(x, p=0.5) for _ in range(3)]).mean(0)


def inputs():
    return [(torch.ones(4),), (torch.ones(2, 3),)]
