"""A custom autograd.Function whose backward clips the gradient."""
import torch


class ClipGradient(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        return grad.clamp(-0.1, 0.1)


def clipped_identity(x):
    return ClipGradient.apply(x * 3.0)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
