"""Makes a table on its first call and keeps it in an attribute for the next ones."""
import torch
from torch import nn


class Positions(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = None

    def forward(self, x):
        if self.table is None or self.table.size(0) < x.size(0):
            self.table = torch.arange(x.size(0)).unsqueeze(1)
        return x + self.table[: x.size(0)]


def inputs():
    return [(torch.zeros(2, 2),), (torch.zeros(3, 2),), (torch.zeros(1, 2),)]
