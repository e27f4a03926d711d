"""The bound of a range is rebound inside the loop; Python evaluated it once, at the start."""
import torch


def drain(x):
    n = x.size(0)
    taken = torch.zeros(())
    for i in range(n):
        if x[i] < 0:
            n -= 1
        taken = taken + n
    return taken


def inputs():
    return [
        (torch.tensor([1.0, -1.0, 2.0]),),
        (torch.tensor([-1.0, -1.0, -2.0]),),
    ]
