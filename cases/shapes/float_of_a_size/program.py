"""Passes a size as a float to arange, which gives it another dtype."""
import torch


def positions(x):
    return x + torch.arange(float(x.size(0))).unsqueeze(1)


def inputs():
    return [(torch.zeros(3, 2),), (torch.zeros(1, 2),), (torch.zeros(4, 1),)]
