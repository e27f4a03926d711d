"""A helper called by keywords in another order than its parameters."""
import torch


def affine(x, scale, shift):
    return x * scale + shift


def forward(x, gate):
    if gate.sum() > 0:
        return affine(shift=x, x=gate, scale=x)
    return affine(x, shift=gate, scale=gate)


def inputs():
    x = torch.tensor([1.0, 2.0])
    return [
        (x, torch.tensor([3.0, 4.0])),
        (x, torch.tensor([-3.0, -4.0])),
    ]
