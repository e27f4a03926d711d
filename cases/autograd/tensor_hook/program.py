"""Registers a hook on an intermediate tensor, which doubles the gradient."""
import torch


def scaled_gradient(x):
    y = x * 3.0
    if y.requires_grad:
        y.register_hook(lambda grad: grad * 2.0)
    return y.sum()


def inputs():
    return [(torch.tensor([1.0], requires_grad=True),), (torch.tensor([1.0, 2.0]),)]
