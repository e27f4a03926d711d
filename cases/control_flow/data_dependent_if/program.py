"""A step taken forwards or backwards, as the sum of the gradient says."""
import torch


def step(x):
    if x.sum() > 0:
        return x * 2
    return x - 1


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
    ]


def bench_inputs(n=64):
    return (torch.ones(n),)
