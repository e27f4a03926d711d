"""Returns a Python int on one branch and a tensor on the other."""
import torch


def peak(counts):
    if counts.numel() == 0:
        return 0
    return counts.max()


def inputs():
    return [(torch.tensor([3, 4]),), (torch.zeros(0, dtype=torch.long),)]
