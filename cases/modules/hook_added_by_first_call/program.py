"""Adds a hook to its own layer in the first call: from the second on the layer's result is scaled."""
import torch
from torch import nn


def tenfold(module, arguments, result):
    return result * 10


class Watched(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.ReLU()
        self.hooked = False

    def forward(self, x):
        y = self.layer(x)
        if not self.hooked:
            self.layer.register_forward_hook(tenfold)
            self.hooked = True
        return y


def inputs():
    return [(torch.tensor([1.0, -2.0]),), (torch.tensor([3.0, 4.0]),)]
