"""Groups intermediate results in a dataclass that never leaves the function."""
from dataclasses import dataclass

import torch


@dataclass
class Line:
    slope: torch.Tensor
    offset: torch.Tensor

    def at(self, x: torch.Tensor) -> torch.Tensor:
        return self.slope * x + self.offset


def least_squares(x, y):
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    line = Line(slope, y.mean() - slope * x.mean())
    return line.at(x) - y


def inputs():
    x = torch.tensor([0.0, 1.0, 2.0, 3.0])
    return [(x, 2 * x + 1), (x[:3], torch.tensor([0.0, 1.0, 0.0]))]
