"""Draws from a generator of its own, made from a seed."""
import torch


def draw(x):
    generator = torch.Generator()
    generator.manual_seed(x.size(0))
    return x + torch.rand(x.size(0), generator=generator)


def inputs():
    return [(torch.zeros(2),), (torch.zeros(3),)]
