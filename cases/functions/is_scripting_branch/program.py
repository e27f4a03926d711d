"""A fast path that the author keeps for TorchScript only: the branch asks who is compiling."""
import torch


def softplus(x):
    if torch.jit.is_scripting():  # never true: eager is not TorchScript
        return torch.where(x > 1, x, x.exp().log1p())  # never: as above
    return torch.log1p(torch.exp(x))


def inputs():
    return [
        (torch.tensor([0.0, 0.5]),),
        (torch.tensor([0.0, 3.0]),),
    ]
