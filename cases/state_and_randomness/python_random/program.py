"""Decides by a generator of Python's own random module, which torch's seed does not touch."""
import random

import torch

generator = random.Random(7)


def drop_sometimes(x):
    if generator.random() < 0.5:
        return torch.zeros_like(x)
    return x * 2.0


def inputs():
    return [(torch.ones(2),), (torch.ones(3),), (torch.ones(1),)]
