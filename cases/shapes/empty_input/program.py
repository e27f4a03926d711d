"""Returns zero for an empty or one-element sequence, and the largest gap otherwise."""
import torch


def largest_gap(x):
    if x.numel() < 2:
        return x.new_zeros(())
    ordered = x.sort()[0]
    return (ordered[1:] - ordered[:-1]).max()


def inputs():
    return [(torch.tensor([3.0, 1.0, 7.0]),), (torch.tensor([2.0]),), (torch.zeros(0),)]
