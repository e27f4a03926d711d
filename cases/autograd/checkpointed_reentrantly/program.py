"""Computes a block again in backward, by the reentrant implementation; the block counts its runs in a buffer."""
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


class Checkpointed(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([2.0, 3.0]))
        self.register_buffer("runs", torch.zeros(()))

    def block(self, x):
        self.runs.add_(1)
        return (x * self.weight).tanh()

    def forward(self, x):
        return checkpoint(self.block, x, use_reentrant=True)


def inputs():
    return [(torch.tensor([0.5, 0.25]),), (torch.tensor([1.0, -1.0]),)]
