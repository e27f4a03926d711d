"""A Python number, which is weak in promotion, is a 0-dim tensor."""
# mechanisms: builtin_means_operator
# aspects: dtype
import torch


def func(x, factor):
    return x * factor


def inputs():
    return [(torch.arange(3), 0.5)]


def lie(entry, example):
    return lambda x, factor: entry(x, torch.tensor(factor, dtype=torch.float64))
