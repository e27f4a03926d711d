"""A recurrent cell stepped over a sequence by a Python loop that keeps every state."""
import torch
from torch import nn


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.cell = nn.GRUCell(4, 8)

    def forward(self, steps):
        state = torch.zeros(steps.size(1), 8)
        states = []
        for i in range(steps.size(0)):
            state = self.cell(steps[i], state)
            states.append(state)
        return torch.stack(states)


def inputs():
    return [(torch.randn(3, 2, 4),), (torch.randn(5, 2, 4),), (torch.randn(1, 2, 4),)]


def bench_inputs(n=16):
    return (torch.randn(n, 2, 4),)
