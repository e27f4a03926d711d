"""Calls one submodule once or twice, as the data asks, and counts in its buffer."""
import torch
from torch import nn


class Step(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros((), dtype=torch.long))
        self.linear = nn.Linear(2, 2)

    def forward(self, x):
        self.calls += 1
        return torch.tanh(self.linear(x))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.step = Step()

    def forward(self, x):
        y = self.step(x)
        if bool(y.sum() > 0):
            y = self.step(y)
        return y, self.step.calls


def inputs():
    return [(torch.tensor([0.5, -0.5]),), (torch.tensor([-2.0, 2.0]),), (torch.tensor([3.0, 1.0]),)]
