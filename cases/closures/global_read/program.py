"""Module-level settings, an int and a flag, that nobody changes."""
import torch

POWER = 3
SIGNED = True


def warp(x):
    y = x.abs() ** POWER
    if SIGNED:  # never false: nobody changes it
        y = y * x.sign()
    return y


def inputs():
    return [
        (torch.tensor([1.0, -2.0]),),
        (torch.tensor([3.0]),),
    ]
