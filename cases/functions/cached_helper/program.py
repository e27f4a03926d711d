"""A table built once and kept by functools.lru_cache."""
import functools

import torch


@functools.lru_cache(maxsize=None)
def window(n: int):
    return torch.linspace(0.0, 1.0, n)


def taper(x):
    return x * window(x.size(0))


def inputs():
    return [
        (torch.ones(3),),
        (torch.ones(5),),
    ]
