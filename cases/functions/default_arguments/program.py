"""Defaults of several types, used in one call and given in another."""
import torch


def standardise(x, eps: float = 1e-3, centre: bool = True, power: int = 1):
    if centre:
        x = x - x.mean()
    return x / (x.abs().max() + eps) ** power


def inputs():
    x = torch.tensor([1.0, 3.0])
    return [
        (x,),
        ((x,), {"centre": False}),
        ((x,), {"eps": 1.0, "power": 2}),
        ((x,), {"eps": 0.5, "centre": True, "power": 1}),
    ]
