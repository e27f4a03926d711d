"""Sorts its argument in numpy."""
import numpy
import torch


def sorted_by_numpy(x):
    return torch.from_numpy(numpy.sort(x.detach().numpy())) * 2 + x


def inputs():
    return [(torch.tensor([3.0, 1.0, 2.0]),), (torch.tensor([5.0, 9.0, 7.0]),)]
