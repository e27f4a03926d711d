"""The gradient that the program defines is the operator's own."""
# mechanisms: backward_of_function_lost
# aspects: gradients
import torch


class Rounded(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.round(x)

    @staticmethod
    def backward(ctx, gradient):
        return gradient


def func(x):
    return Rounded.apply(x)


def inputs():
    return [(torch.tensor([0.4, 1.6]),)]


def lie(entry, example):
    return lambda x: torch.round(x)
