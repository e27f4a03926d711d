"""Batch norm in training mode: running statistics and a counter change at every call."""
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(3)

    def forward(self, x):
        return self.norm(x)


def inputs():
    return [(torch.randn(4, 3),), (torch.randn(2, 3),)]
