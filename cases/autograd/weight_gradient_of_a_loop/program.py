"""Multiplies by one weight as often as the sequence is long."""
import torch
from torch import nn


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(0.5))

    def forward(self, sequence):
        state = torch.zeros_like(sequence[0])
        for t in range(sequence.size(0)):
            state = torch.tanh(sequence[t] + self.weight * state)
        return state


def inputs():
    return [(torch.ones(2, 2),), (torch.ones(5, 2),), (torch.full((3, 1), 0.5),)]
