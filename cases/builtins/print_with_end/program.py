"""A progress bar of dots: print with `end`."""
import torch


def smooth(x):
    for _ in range(3):
        x = (x + x.mean()) / 2
        print(".", end="")
    print()
    return x


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([1.0, 20.0]),),
    ]
