"""A wrapped function and its wrapper each close over an `activation` of their own."""
import functools

import torch


def followed_by(activation):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(x):
            return activation(function(x))

        return wrapper

    return decorate


def make(activation):
    @followed_by(torch.tanh)
    def layer(x):
        if x.sum() > 0:
            return activation(x) + 1
        return activation(x)

    return layer


layer = make(torch.relu)


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, 0.5]),),
    ]
