"""A loop count taken from a mean: int() of nan is an error in Python."""
import torch


def repeat(x):
    n = int(x.mean().item())
    out = torch.zeros_like(x)
    for _ in range(n):
        out = out + x
    return out


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([float("nan"), 3.0]),),
        (torch.tensor([2.0, 4.0]),),
    ]
