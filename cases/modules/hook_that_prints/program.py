"""A forward hook on the entry itself prints the shape of what went through it."""
import torch
from torch import nn


def record(module, args, result):
    print("hook", tuple(result.shape))


torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 2), nn.Tanh())
model.register_forward_hook(record)


def inputs():
    return [(torch.randn(2, 3),), (torch.randn(4, 3),)]
