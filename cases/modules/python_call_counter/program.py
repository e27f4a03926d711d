"""Counts its calls in a Python int and scales its result by it."""
import torch
from torch import nn


class Warmup(nn.Module):
    def __init__(self, steps: int):
        super().__init__()
        self.steps = steps
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return x * min(1.0, self.calls / self.steps)


def init():
    return (4,)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([4.0]),)]
