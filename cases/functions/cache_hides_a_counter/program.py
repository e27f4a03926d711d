"""A helper counts how often it really ran; lru_cache lets it run once for each argument."""
import functools

import torch

runs = 0


@functools.lru_cache(maxsize=None)
def factor(power: int):
    global runs
    runs += 1
    return float(10**power * runs)


def scaled(x):
    return x * factor(1) + factor(2)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([0.5, 0.25]),)]
