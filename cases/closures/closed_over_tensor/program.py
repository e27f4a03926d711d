"""A constant tensor of weights held in a closure."""
import torch


def make(weights):
    def weigh(x):
        if x.sum() > 0:
            return x * weights
        return x

    return weigh


weigh = make(torch.tensor([0.25, 0.75]))


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
    ]
