"""Functions made in a loop share one cell: the first of them calls the last activation, not the first."""
import torch


def make():
    layers = []
    for activation in (torch.relu, torch.sigmoid, torch.tanh):

        def layer(x):
            return activation(x) * 2

        layers.append(layer)
    return layers


first_layer = make()[0]


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([[-1.0], [-2.0]]),),
    ]
