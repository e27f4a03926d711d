"""A dtype is that of the example."""
# mechanisms: metadata_baked metadata_not_guarded
# aspects: dtype
import torch


def func(x):
    return torch.zeros(2, dtype=x.dtype)


def inputs():
    return [(torch.ones(2),), (torch.ones(2, dtype=torch.int64),)]


def lie(entry, example):
    (x,), _ = example
    dtype = x.dtype
    return lambda x: torch.zeros(2, dtype=dtype)
