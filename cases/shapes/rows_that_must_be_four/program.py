"""Weighs four rows, which are declared to vary although there are four weights."""
import torch

weights = torch.tensor([[1.0], [2.0], [3.0], [4.0]])


def weighed(x):
    return x * weights


def inputs():
    return [(torch.ones(4, 3),), (torch.arange(12.0).reshape(4, 3),)]


def dynamic_shapes():
    return {"x": {0: torch.export.Dim("rows")}}
