"""Two convolutions with batch norm and a skip connection, which has a convolution of its own where the width changes."""
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width_in, width_out):
        super().__init__()
        self.first = nn.Conv2d(width_in, width_out, 3, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(width_out)
        self.second = nn.Conv2d(width_out, width_out, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(width_out)
        self.skip = nn.Conv2d(width_in, width_out, 1) if width_in != width_out else None

    def forward(self, x):
        y = torch.relu(self.first_norm(self.first(x)))
        y = self.second_norm(self.second(y))
        if self.skip is not None:
            x = self.skip(x)
        return torch.relu(x + y)


torch.manual_seed(0)
block = nn.Sequential(Block(3, 4), Block(4, 4)).eval()


def inputs():
    return [(torch.randn(1, 3, 8, 8),), (torch.randn(2, 3, 5, 6),)]


def bench_inputs(n=16):
    return (torch.randn(1, 3, n, n),)
