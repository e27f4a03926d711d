"""Switches gradients off, and on again for one of the operators inside."""
import torch


def mixed(x):
    with torch.no_grad():
        scale = x.abs().max()
        with torch.enable_grad():
            kept = x * 3
        lost = kept * 2
    return kept / scale, lost


def inputs():
    return [(torch.tensor([1.0, -2.0]),), (torch.tensor([4.0, 5.0]),)]
