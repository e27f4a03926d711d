"""Returns its argument itself when there is nothing to do."""
import torch


def flatten_if_needed(x):
    if x.dim() == 1:
        return x
    return x.reshape(x.size(0) * x.size(1)).clone()


def inputs():
    return [(torch.ones(2),), (torch.ones(2, 2),)]
