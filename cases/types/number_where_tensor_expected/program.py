"""A float argument without an annotation, which TorchScript takes for a tensor."""
import torch


def scaled_sum(x, factor):
    return (x * factor).sum() + factor


def inputs():
    return [(torch.ones(3), torch.tensor(0.5)), (torch.ones(2), 2.0)]
