"""A window's width, an int in a closure cell, decides how often a loop runs."""
import torch


def make(width):
    def moving_sum(x):
        out = torch.zeros_like(x)
        for shift in range(width):
            out = out + torch.roll(x, shift)
        return out

    return moving_sum


moving_sum = make(3)


def inputs():
    return [
        (torch.tensor([1.0, 2.0, 3.0]),),
        (torch.tensor([1.0, 2.0, 3.0, 4.0]),),
    ]
