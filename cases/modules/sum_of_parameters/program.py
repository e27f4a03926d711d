"""Adds the squares of all its parameters."""
import torch
from torch import nn


class Penalised(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Parameter(torch.tensor([1.0, 2.0]))
        self.second = nn.Parameter(torch.tensor(3.0))

    def forward(self, x):
        penalty = sum(p.pow(2).sum() for p in self.parameters())
        return (x * self.first).sum() + penalty


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-3.0, 0.5]),)]
