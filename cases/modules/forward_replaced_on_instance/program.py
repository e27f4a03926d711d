"""An instance whose forward was replaced by another function, as wrappers and patches do."""
import types

import torch
from torch import nn


class Plain(nn.Module):
    def forward(self, x):  # never: it is replaced below
        return x * 2  # never: it is replaced below


def tripled(self, x):
    return x * 3


plain = Plain()
plain.forward = types.MethodType(tripled, plain)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-1.0]),)]
