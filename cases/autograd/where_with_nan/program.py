"""Selects with torch.where: the branch not taken still sends NaN into the gradient, captured or not."""
import torch


def safe_sqrt(x):
    if bool((x < 0).any()):
        x = x.abs()
    return torch.where(x > 0, torch.sqrt(x), torch.zeros_like(x))


def inputs():
    return [(torch.tensor([4.0, 0.0]),), (torch.tensor([-4.0, 1.0]),)]
