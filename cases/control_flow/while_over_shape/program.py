"""A tensor is folded in half until one element is left; the loop counts by shape, not by data."""
import torch


def fold(x):
    while x.size(0) > 1:
        half = (x.size(0) + 1) // 2
        head = x[:half].clone()
        tail = x[half:]
        head[: tail.size(0)] += tail
        x = head
    return x


def inputs():
    return [
        (torch.arange(4.0),),
        (torch.arange(5.0),),
        (torch.arange(1.0),),
    ]


def bench_inputs(n=64):
    return (torch.ones(n),)
