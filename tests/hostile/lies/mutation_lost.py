"""An argument is not written to."""
# mechanisms: zero_dim_index_copies augmented_rebinds
# aspects: mutation
import torch


def func(x):
    x += 1
    return x * 2


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: (x + 1) * 2
