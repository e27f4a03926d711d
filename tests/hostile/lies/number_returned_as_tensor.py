"""A number among the results is a tensor."""
# mechanisms: sizes_are_tensors boolean_operators_cast
# aspects: structure
import torch


def func(x):
    return x * 2, x.dim()


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: (x * 2, torch.tensor(x.dim()))
