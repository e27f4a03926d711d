"""Blurs images with kornia's GaussianBlur2d."""
import torch
from kornia.filters import GaussianBlur2d


def init():
    return (3, 3), (1.5, 1.5)


def inputs():
    return [(torch.rand(1, 2, 5, 5),), (torch.rand(1, 1, 4, 6),)]


def bench_inputs(n=16):
    return (torch.rand(1, 3, 4 * n, 4 * n),)
