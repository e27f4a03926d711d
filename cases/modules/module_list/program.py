"""Applies the layers of a ModuleList in order, with a skip connection on every second one."""
import torch
from torch import nn


class Stack(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(width, width) for _ in range(depth)])

    def forward(self, x):
        for index, layer in enumerate(self.layers):
            y = torch.relu(layer(x))
            x = x + y if index % 2 else y
        return x


def init():
    return 3, 4


def inputs():
    return [(torch.randn(2, 3),), (torch.randn(1, 3),)]


def bench_inputs(n=8):
    return (torch.randn(n, 3),)
