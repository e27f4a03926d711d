"""Takes the next number of a global itertools.count in each call."""
import itertools

import torch

steps = itertools.count(1)


def stepped(x):
    return x * next(steps)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
