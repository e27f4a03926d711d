"""Skips a clamp while it is compiled; the question came with torch 2."""
import torch

compiling = getattr(getattr(torch, "compiler", None), "is_compiling", torch.jit.is_tracing)


def guarded(x):
    if compiling():  # never true: eager is not compiled
        return x * 1  # never: eager is not compiled
    return x.clamp(min=0.0)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-3.0, 1.0]),)]
