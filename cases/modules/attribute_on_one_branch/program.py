"""Has a projection only when it was asked for; the other branch of forward never touches the attribute."""
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, width, project):
        super().__init__()
        self.project = project
        self.norm = nn.LayerNorm(width)
        if project:
            self.projection = nn.Linear(width, width)

    def forward(self, x):
        x = self.norm(x)
        if self.project:  # never true: this instance has no projection
            x = self.projection(x)
        return x.sum(-1)


def init():
    return 4, False


def inputs():
    return [(torch.randn(2, 4),), (torch.randn(3, 1, 4),)]
