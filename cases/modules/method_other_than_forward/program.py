"""The entry is a bound method of a module, one that is not forward."""
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Linear(4, 2)
        self.up = nn.Linear(2, 4)

    def encode(self, x):
        return torch.tanh(self.down(x))

    def forward(self, x):  # never called: the entry is encode
        return self.up(self.encode(x))  # never: as above


torch.manual_seed(0)
encode = Autoencoder().encode


def inputs():
    return [(torch.randn(1, 4),), (torch.randn(3, 4),)]
