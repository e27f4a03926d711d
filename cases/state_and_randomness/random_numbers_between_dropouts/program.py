"""Draws random numbers between two dropouts."""
import torch
import torch.nn.functional as F
from torch import nn


class Noisy(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(6))

    def forward(self, x):
        y = F.dropout(x * self.weight, p=0.5, training=True)
        noise = torch.rand(x.size(-1))
        z = F.dropout(y * self.weight, p=0.5, training=True)
        return z, noise


def inputs():
    return [(torch.ones(6),), (torch.ones(2, 6),)]
