"""Reads a tensor into a list without saying what is in it."""
import torch


def centre(x):
    values = x.tolist()
    return x - sum(values) / len(values)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([4.0, 0.0]),)]
