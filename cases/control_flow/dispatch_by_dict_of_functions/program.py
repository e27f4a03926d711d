"""Chooses a function from a dict by the sign of a sum."""
import torch

actions = {True: torch.exp, False: torch.neg}


def applied(x):
    return actions[bool(x.sum() > 0)](x)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-1.0, -2.0]),)]
