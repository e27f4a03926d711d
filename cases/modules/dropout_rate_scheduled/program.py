"""Lowers the rate of its dropout layer after each call."""
import torch
from torch import nn


class Scheduled(nn.Module):
    def __init__(self):
        super().__init__()
        self.drop = nn.Dropout(p=0.8)

    def forward(self, x):
        y = self.drop(x)
        self.drop.p = self.drop.p / 2
        return y


def inputs():
    return [(torch.ones(6),), (torch.ones(4),)]
