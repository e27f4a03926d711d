"""Halves the momentum of its batch norm after each call."""
import torch
from torch import nn


class Annealed(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2, momentum=0.8)

    def forward(self, x):
        y = self.norm(x)
        self.norm.momentum = self.norm.momentum / 2
        return y


def inputs():
    return [(torch.tensor([[1.0, 2.0], [3.0, 6.0]]),), (torch.tensor([[0.0, 2.0], [8.0, 4.0]]),)]
