"""Counts its calls in a context variable."""
import contextvars

import torch

depth = contextvars.ContextVar("depth", default=1)


def nested(x):
    now = depth.get()
    depth.set(now + 1)
    return x * now


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
