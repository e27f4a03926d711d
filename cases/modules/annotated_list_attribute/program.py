"""Keeps its latest results in a list attribute that the class annotates, and averages over them."""
from typing import List

import torch
from torch import nn


class History(nn.Module):
    kept: List[torch.Tensor]

    def __init__(self):
        super().__init__()
        self.kept = []

    def forward(self, x):
        self.kept.append(x.mean().detach())
        if len(self.kept) > 3:
            self.kept.pop(0)
        return torch.stack(self.kept).mean() * x


def inputs():
    return [(torch.ones(2),), (torch.zeros(3),)]
