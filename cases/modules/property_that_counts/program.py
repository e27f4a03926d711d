"""A property that is one higher each time it is read."""
import torch
from torch import nn


class Numbered(nn.Module):
    def __init__(self):
        super().__init__()
        self.reads = 0

    @property
    def number(self) -> int:
        self.reads = self.reads + 1
        return self.reads

    def forward(self, x):
        return x * self.number - self.number


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
