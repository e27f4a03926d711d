"""What should raise gives an answer."""
# mechanisms: exception_not_traced assert_deferred_and_lost
# aspects: exceptions
import torch


def func(x):
    if x.min() < 0:
        raise ValueError("negative")
    return x + 1


def inputs():
    return [(torch.ones(2),), (-torch.ones(2),)]


def lie(entry, example):
    return lambda x: x + 1
