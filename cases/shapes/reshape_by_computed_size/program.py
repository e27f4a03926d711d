"""Splits the last dimension into heads by sizes that are computed from the input's own."""
import torch


def split_heads(x):
    batch, length, width = x.shape
    x = x.view(batch, length, 2, width // 2)
    return x.transpose(1, 2).reshape(batch * 2, length, -1)


def inputs():
    return [(torch.randn(1, 3, 4),), (torch.randn(2, 1, 6),)]
