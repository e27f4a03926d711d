"""Keeps a running mean in a buffer, replaced by a new tensor at every call."""
import torch
from torch import nn


class RunningMean(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))

    def forward(self, x):
        self.mean = 0.9 * self.mean + 0.1 * x.mean(0).detach()
        return x - self.mean


def init():
    return (2,)


def inputs():
    return [(torch.randn(3, 2),), (torch.randn(4, 2),)]
