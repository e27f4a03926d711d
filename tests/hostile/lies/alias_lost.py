"""A result that is an argument is a copy of it."""
# mechanisms: max_is_an_operator
# aspects: aliasing
import torch


def func(x):
    return x[:1]


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x[:1].clone()
