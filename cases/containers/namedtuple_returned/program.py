"""Returns a named tuple of statistics."""
from typing import NamedTuple

import torch


class Moments(NamedTuple):
    mean: torch.Tensor
    spread: torch.Tensor


def normalise(x):
    moments = Moments(x.mean(), x.std())
    return (x - moments.mean) / moments.spread, moments


def inputs():
    return [(torch.randn(4),), (torch.randn(2, 3),)]
