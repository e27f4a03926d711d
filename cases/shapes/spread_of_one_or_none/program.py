"""Divides by the standard deviation when there are two elements or more."""
import torch


def normalised(x):
    if x.numel() < 2:
        return torch.zeros_like(x)
    return x / x.std()


def inputs():
    return [(torch.tensor([1.0, 3.0, 5.0]),), (torch.tensor([7.0]),), (torch.zeros(0),)]
