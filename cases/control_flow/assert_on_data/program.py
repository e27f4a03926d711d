"""Probabilities are asserted to add up to one before they are used."""
import torch


def entropy(p):
    assert bool((p.sum() - 1).abs() < 1e-4), "not a distribution"
    return -(p * p.log()).sum()


def inputs():
    return [
        (torch.tensor([0.25, 0.75]),),
        (torch.tensor([0.5, 0.9]),),
    ]
