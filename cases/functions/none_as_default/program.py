"""Divides by a limit where one is given; None is the default."""
from typing import Optional

import torch


def scaled(x, limit: Optional[torch.Tensor] = None):
    if limit is not None:
        x = x * 10
    return x + 1


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([1.0, 2.0]), torch.tensor(3.0))]
