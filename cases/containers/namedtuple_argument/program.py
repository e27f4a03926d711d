"""Takes a named tuple as its argument and reads the fields by name."""
from typing import NamedTuple

import torch


class Box(NamedTuple):
    low: torch.Tensor
    high: torch.Tensor


def distance(box: Box, point):
    below = torch.clamp(box.low - point, min=0)
    above = torch.clamp(point - box.high, min=0)
    return (below + above).norm()


def inputs():
    box = Box(torch.tensor([0.0, 0.0]), torch.tensor([1.0, 2.0]))
    return [(box, torch.tensor([2.0, 3.0])), (box, torch.tensor([0.5, -1.0])), (box, torch.tensor([0.5, 1.0]))]
