"""Drops out in its first call and switches itself to eval mode."""
import torch
import torch.nn.functional as F
from torch import nn


class WarmUp(nn.Module):
    def forward(self, x):
        y = F.dropout(x, p=0.5, training=self.training)
        self.eval()
        return y


def inputs():
    return [(torch.ones(6),), (torch.full((4,), 2.0),)]
