"""Keeps what it has seen in a tensor that is replaced by a longer one in each call."""
from typing import Dict

import torch
from torch import nn


class Attending(nn.Module):
    def __init__(self):
        super().__init__()
        self.cache: Dict[str, torch.Tensor] = {"keys": torch.zeros(1, 2)}

    def forward(self, x):
        self.cache["keys"] = torch.cat([self.cache["keys"], x])
        return x @ self.cache["keys"].sum(0)


def inputs():
    return [(torch.ones(1, 2),), (torch.tensor([[2.0, 3.0], [4.0, 5.0]]),)]
