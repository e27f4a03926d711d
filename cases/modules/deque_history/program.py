"""Averages over its last two inputs, kept in a deque."""
from collections import deque

import torch
from torch import nn


class Smoothed(nn.Module):
    def __init__(self):
        super().__init__()
        self.last = deque(maxlen=2)

    def forward(self, x):
        self.last.append(x)
        return sum(self.last) / len(self.last)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([5.0, 8.0]),)]
