"""Cuts its first argument out of the graph in place."""
import torch


def penalty(target, x):
    target.detach_()
    return (x - target).pow(2).sum(), target * 2


def inputs():
    return [(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 5.0])), (torch.tensor([0.0]), torch.tensor([-1.0]))]
