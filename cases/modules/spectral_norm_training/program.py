"""A layer with torch's spectral norm in training mode: power iteration changes buffers in every forward."""
import torch
from torch import nn

torch.manual_seed(0)
model = nn.utils.spectral_norm(nn.Linear(3, 3))


def inputs():
    return [(torch.randn(2, 3),), (torch.randn(1, 3),)]
