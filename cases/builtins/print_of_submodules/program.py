"""Prints before, between and after its submodules, which print as well."""
import torch
from torch import nn


class Talking(nn.Module):
    def forward(self, x):
        print("inner")
        return x + 1


class Reporting(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Talking()

    def forward(self, x):
        print("before")
        y = self.inner(x)
        y.mul_(2)
        print("after")
        return self.inner(y)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
