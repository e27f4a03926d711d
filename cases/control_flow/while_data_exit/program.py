"""Repeated squaring until the norm passes a bound: only the data knows how often."""
import torch


def grow(x):
    while x.norm() < 100:
        x = x * x + 1
    return x


def inputs():
    return [
        (torch.tensor([2.0, 1.0]),),
        (torch.tensor([0.1, 0.1]),),
        (torch.tensor([200.0, 1.0]),),
    ]


def bench_inputs(n=16):
    return (torch.full((n,), 0.01),)
