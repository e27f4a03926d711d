"""A tuple is spread over a function's parameters: f(*pair)."""
import torch


def affine(x, scale, shift):
    return x * scale + shift


def forward(x):
    pair = (x + 1, x - 1)
    return affine(x, *pair)


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([2.0, 2.0, 4.0]),),
    ]
