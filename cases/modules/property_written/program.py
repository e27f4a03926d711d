"""Sets a property whose setter clamps what it stores."""
import torch
from torch import nn


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.raw = 1.0

    @property
    def scale(self) -> float:
        return self.raw

    @scale.setter
    def scale(self, value: float):
        self.raw = min(value, 4.0)

    def forward(self, x):
        self.scale = self.scale * 2.0
        return x * self.scale


def inputs():
    return [(torch.tensor([1.0, 0.5]),), (torch.tensor([3.0]),)]
