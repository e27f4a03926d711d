"""Counts the calls of all instances in an attribute of the class."""
import torch
from torch import nn


class Counted(nn.Module):
    calls = 0

    def forward(self, x):
        Counted.calls += 1
        return x / Counted.calls


def inputs():
    return [(torch.tensor([6.0, 12.0]),), (torch.tensor([-6.0, 3.0]),)]
