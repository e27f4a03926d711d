"""Takes a short cut while it is traced, as exportable code does."""
import torch


def guarded(x):
    if torch.jit.is_tracing():  # never true: eager does not trace
        return x * 2  # never: eager does not trace
    return x * 2 if x.sum() > 0 else x - 1


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-3.0]),)]
