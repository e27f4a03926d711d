"""A fast path that the author keeps for TorchScript only: the branch asks who is compiling."""
import torch


def softplus(x):
    if torch.jit.is_scripting():
        return torch.where(x > 1, x, x.exp().log1p())
    return torch.log1p(torch.exp(x))


def inputs():
    return [
        (torch.tensor([0.0, 0.5]),),
        (torch.tensor([0.0, 3.0]),),
    ]
