"""Random numbers are drawn in another order."""
# mechanisms: random_order_not_kept call_is_no_operator
# aspects: values
import torch


def func(x):
    first = torch.rand(2)
    second = torch.rand(2)
    return x + first - second


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    def captured(x):
        second = torch.rand(2)
        first = torch.rand(2)
        return x + first - second

    return captured
