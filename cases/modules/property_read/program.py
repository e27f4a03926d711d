"""Reads its scale through a property that computes it from a parameter."""
import torch
from torch import nn


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_scale = nn.Parameter(torch.tensor(0.5))

    @property
    def scale(self):
        return self.log_scale.exp()

    def forward(self, x):
        if bool((x.abs() > self.scale).any()):
            x = x.clamp(-2.0, 2.0)
        return x * self.scale


def inputs():
    return [(torch.tensor([1.0, 0.5]),), (torch.tensor([5.0, -3.0]),)]
