"""Appends to a list that is an attribute of the class, and scales by how long it has become."""
import torch
from torch import nn


class Recent(nn.Module):
    seen = []

    def forward(self, x):
        self.seen.append(x.sum())
        return x * len(self.seen)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0, 4.0]),)]
