"""A size is that of the example."""
# mechanisms: sizes_lost_in_cpp
# aspects: shape
import torch


def func(x):
    return torch.zeros(len(x))


def inputs():
    return [(torch.ones(2),), (torch.ones(3),)]


def lie(entry, example):
    (x,), _ = example
    length = len(x)
    return lambda x: torch.zeros(length)
