"""Keeps a running mean in a plain tensor attribute and updates it in place."""
import torch
from torch import nn


class Centred(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = torch.zeros(2)

    def forward(self, x):
        self.mean.mul_(0.5).add_(x.detach(), alpha=0.5)
        return x - self.mean


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([8.0, 4.0]),)]
