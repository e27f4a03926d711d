"""Halving until the largest element is below one; the answer is returned from inside the loop."""
import torch


def halve_until_small(x):
    steps = torch.zeros(())
    while True:
        if x.abs().max() < 1:
            return x, steps
        x = x / 2
        steps = steps + 1


def inputs():
    return [
        (torch.tensor([3.0, -1.0]),),
        (torch.tensor([0.5, 0.25]),),
        (torch.tensor([20.0, 7.0]),),
    ]
