"""Draws a number and decides by it: the path is random, and is so with equal seeds on equal inputs."""
import torch


def skip_or_scale(x):
    noise = torch.rand(x.size(0))
    if noise[-1] > 0.5:
        return x * 2.0
    return x + noise


def inputs():
    return [(torch.ones(1),), (torch.ones(2),), (torch.ones(3),), (torch.ones(4),), (torch.ones(5),)]
