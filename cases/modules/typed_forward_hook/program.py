"""A forward hook with the annotations that TorchScript asks for."""
from typing import Tuple

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 3)
        self.second = nn.Linear(3, 2)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))


def halve(module, args: Tuple[torch.Tensor], result: torch.Tensor):
    return result * 0.5


torch.manual_seed(0)
model = Net()
model.first.register_forward_hook(halve)


def inputs():
    return [(torch.randn(2, 3),), (torch.randn(1, 3),)]
