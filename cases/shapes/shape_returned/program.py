"""Returns the shape that it needs to undo a reshape."""
import torch


def flatten_and_remember(x):
    return x.reshape(-1), x.shape


def inputs():
    return [(torch.ones(2, 3),), (torch.ones(4),)]
