"""A gain that is the int 1 or the float 0.5: a conditional expression whose sides have different types."""
import torch


def attenuate(x):
    gain = 0.5 if x.max() > 1 else 1
    return x * gain


def inputs():
    return [
        (torch.tensor([2, 4]),),
        (torch.tensor([0, 0]),),
    ]
