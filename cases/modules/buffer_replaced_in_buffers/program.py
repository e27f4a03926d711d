"""Replaces a buffer through the dictionary behind it."""
import torch
from torch import nn


class Tracking(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(2))

    def forward(self, x):
        self._buffers["mean"] = self.mean * 0.5 + x * 0.5
        return x - self.mean


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([8.0, 4.0]),)]
