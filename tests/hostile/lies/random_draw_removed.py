"""A draw that nobody reads is left out."""
# mechanisms: random_draw_removed random_object_frozen
# aspects: values
import torch


def func(x):
    torch.rand(2)
    return x + torch.rand(2)


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x + torch.rand(2)
