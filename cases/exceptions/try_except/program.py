"""A Cholesky factor with a fallback for matrices that are not positive definite."""
import torch


def factor(a):
    try:
        return torch.linalg.cholesky(a)
    except RuntimeError:
        return torch.zeros_like(a)


def inputs():
    return [
        (torch.tensor([[4.0, 2.0], [2.0, 3.0]]),),
        (torch.tensor([[1.0, 2.0], [2.0, 1.0]]),),
    ]
