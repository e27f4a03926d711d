"""Extends a layer by calling super().forward."""
import torch
from torch import nn


class Residual(nn.Linear):
    def forward(self, x):
        return x + super().forward(x)


def init():
    return 3, 3


def inputs():
    return [(torch.randn(2, 3),), (torch.randn(3),)]
