"""Reads an attribute that does not exist, on a branch that no sensible input takes."""
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width)

    def forward(self, x):
        if bool(torch.isnan(x).any()):
            x = self.fallback(x)
        return self.norm(x)


def init():
    return (4,)


def inputs():
    return [(torch.randn(2, 4),), (torch.full((1, 4), float("nan")),), (torch.randn(1, 4),)]
