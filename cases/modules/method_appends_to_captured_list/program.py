"""A method appends to a list, and a closure made in __init__ reads it."""
import torch
from torch import nn


class Logged(nn.Module):
    def __init__(self):
        super().__init__()
        log = []
        self.total = lambda: sum(log)
        self.note = log.append

    def forward(self, x):
        self.note(x.numel())
        return x + self.total()


def inputs():
    return [(torch.zeros(2),), (torch.zeros(3),)]
