"""Pads a sequence whose length is odd."""
import torch


def pad_to_even(x):
    if x.size(0) % 2 == 1:
        x = torch.cat([x, torch.zeros(1)])
    return x.reshape(-1, 2).sum(1)


def inputs():
    return [(torch.arange(4.0),), (torch.arange(3.0),), (torch.arange(2.0),)]
