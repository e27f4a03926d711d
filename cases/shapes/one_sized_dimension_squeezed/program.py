"""Squeezes every dimension of size one, so that the rank of the result depends on the sizes."""
import torch


def row_products(x):
    y = x.squeeze()
    if y.dim() == 0:
        y = y.unsqueeze(0)
    return y * y


def inputs():
    return [(torch.randn(2, 1, 3),), (torch.randn(1, 1, 1),), (torch.randn(1, 4, 1),)]
