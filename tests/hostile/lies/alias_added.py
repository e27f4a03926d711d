"""A result that is new is an argument."""
# mechanisms: same_tensor_one_name
# aspects: aliasing
import torch


def func(x):
    return x.clone()


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x
