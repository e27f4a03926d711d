"""Takes its offset from the first input that it sees, and knows by hasattr whether there was one."""
import torch
from torch import nn


class Normalised(nn.Module):
    def forward(self, x):
        if not hasattr(self, "offset"):
            self.offset = x.mean()
        return x - self.offset


def inputs():
    return [(torch.tensor([1.0, 3.0]),), (torch.tensor([10.0, 30.0]),)]
