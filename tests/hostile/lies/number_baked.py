"""A number that came out of a tensor is a constant."""
# mechanisms: number_baked zero_has_no_sign
# aspects: values
import torch


def func(x):
    return x + float(x.detach().max())


def inputs():
    return [(torch.ones(2),), (torch.full((2,), 3.0),)]


def lie(entry, example):
    (x,), _ = example
    greatest = float(x.max())
    return lambda x: x + greatest
