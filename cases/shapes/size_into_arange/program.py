"""Makes positions for as many rows as there are."""
import torch


def positions(x):
    index = torch.arange(x.size(0), dtype=x.dtype)
    return x + index.unsqueeze(1), index


def inputs():
    return [(torch.zeros(3, 2),), (torch.zeros(5, 1),), (torch.zeros(0, 1),)]
