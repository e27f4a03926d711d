"""Sets the global seed in forward, so that the noise is always the same."""
import torch


def noise_like(x):
    torch.manual_seed(3)
    return x + torch.rand(2)


def inputs():
    return [(torch.zeros(2),), (torch.ones(1),)]
