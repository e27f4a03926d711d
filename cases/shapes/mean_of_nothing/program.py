"""Takes the mean of an empty tensor, which is nan, unless it asks first."""
import torch


def mean_or_zero(x):
    count = max(x.numel(), 1)
    return x.sum() / count


def inputs():
    return [(torch.ones(2),), (torch.zeros(0),), (torch.ones(5),)]
