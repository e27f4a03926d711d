"""Keeps a running mean in a buffer, updated in place."""
import torch
from torch import nn


class RunningMean(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))

    def forward(self, x):
        self.mean.mul_(0.9).add_(x.mean(0).detach(), alpha=0.1)
        return x - self.mean


def init():
    return (2,)


def inputs():
    return [(torch.randn(3, 2),), (torch.randn(4, 2),)]
