"""Forward calls another method of the module, which decides by the data."""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Linear(4, 2)
        self.up = nn.Linear(2, 4)

    def encode(self, x):
        code = self.down(x)
        if code.norm() > 1.0:
            code = code / code.norm()
        return code

    def forward(self, x):
        return self.up(self.encode(x))


def inputs():
    return [(torch.full((4,), 0.1),), (torch.full((4,), 5.0),)]
