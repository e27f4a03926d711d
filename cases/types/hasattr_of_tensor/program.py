"""Takes a tensor or something that has weights, told apart by hasattr."""
import torch


class Weighed:
    def __init__(self, values, weights):
        self.values = values
        self.weights = weights


def weighed(x):
    if hasattr(x, "weights"):
        return (x.values * x.weights).sum()
    return x.sum()


def inputs():
    one, two = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
    return [(one,), (two,), (Weighed(one, two),)]
