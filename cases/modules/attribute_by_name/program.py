"""Finds its weights by names that are put together in a loop."""
import torch
from torch import nn


class Levels(nn.Module):
    def __init__(self):
        super().__init__()
        for level in range(3):
            setattr(self, f"scale{level}", nn.Parameter(torch.tensor(level + 1.0)))

    def forward(self, x):
        for level in range(x.size(0)):
            x = x * getattr(self, f"scale{level}")
        return x


def inputs():
    return [(torch.ones(2),), (torch.ones(3),), (torch.ones(1),)]
