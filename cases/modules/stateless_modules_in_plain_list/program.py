"""Keeps layers without parameters in a plain Python list."""
import torch
from torch import nn


class Pyramid(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.pools = [nn.AdaptiveAvgPool1d(size) for size in sizes]

    def forward(self, x):
        return torch.cat([pool(x) for pool in self.pools], dim=-1)


def init():
    return ([1, 2],)


def inputs():
    return [(torch.randn(1, 2, 4),), (torch.randn(2, 2, 6),)]
