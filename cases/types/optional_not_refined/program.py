"""Uses an Optional argument without asking whether it is None, since every caller passes it."""
from typing import Optional

import torch


def scale(x, factor: Optional[float] = None):
    if x.dim() == 1 and factor is None:
        return x
    return x * factor


def inputs():
    return [(torch.ones(1, 2), 2.0), (torch.ones(2),), (torch.ones(2), 3.0)]
