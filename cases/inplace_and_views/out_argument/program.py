"""Writes a sum into its second argument by out=."""
import torch


def into(x, target):
    with torch.no_grad():
        result = torch.add(x, 1, out=target)
    return result * 2, target


def inputs():
    return [(torch.tensor([1.0, 2.0]), torch.zeros(2)), (torch.tensor([3.0]), torch.zeros(1))]
