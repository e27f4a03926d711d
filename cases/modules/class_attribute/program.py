"""Reads a limit that is an attribute of the class, not of the instance."""
import torch
from torch import nn


class Clipped(nn.Module):
    limit = 1.5

    def __init__(self):
        super().__init__()
        self.gain = nn.Parameter(torch.tensor(2.0))

    def forward(self, x):
        y = x * self.gain
        if y.norm() > self.limit:
            y = y * (self.limit / y.norm())
        return y


def inputs():
    return [(torch.tensor([0.5, 0.25]),), (torch.tensor([3.0, -1.0]),)]
