"""A label built from a float with an f-string is returned beside the tensor."""
import torch


def labelled(x):
    rate = float(x.max())
    return x, f"rate={rate}"


def inputs():
    return [
        (torch.tensor([1.0, 0.5]),),
        (torch.tensor([0.25, 0.125]),),
    ]
