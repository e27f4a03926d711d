"""A module whose __call__ does more than forward."""
import torch
from torch import nn


class Cautious(nn.Module):
    def forward(self, x):
        return x * 2

    def __call__(self, x):
        return super().__call__(x.clamp(-1.0, 1.0)) + 1


def inputs():
    return [(torch.tensor([0.5, 3.0]),), (torch.tensor([-4.0]),)]
