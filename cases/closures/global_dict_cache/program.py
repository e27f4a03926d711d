"""Position weights are made once for each length and kept in a module-level dict."""
import torch

_weights = {}


def weigh(x):
    n = x.size(0)
    if n not in _weights:
        _weights[n] = torch.arange(n) + 1.0
    return x * _weights[n]


def inputs():
    return [
        (torch.ones(2, 1),),
        (torch.ones(3, 1),),
    ]
