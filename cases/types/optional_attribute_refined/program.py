"""Refines an Optional attribute of the module, which TorchScript must read into a local first."""
from typing import Optional

import torch
from torch import nn


class Layer(nn.Module):
    bias: Optional[torch.Tensor]

    def __init__(self, width, bias):
        super().__init__()
        self.bias = nn.Parameter(torch.ones(width)) if bias else None

    def forward(self, x):
        if self.bias is not None:  # never false: this instance has a bias
            x = x + self.bias
        return x * 2


def init():
    return 2, True


def inputs():
    return [(torch.zeros(2),), (torch.ones(3, 2),)]
