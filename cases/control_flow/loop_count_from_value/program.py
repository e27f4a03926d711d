"""A power whose exponent is the value of a tensor."""
import torch


def power(x, exponent):
    out = torch.ones_like(x)
    for _ in range(int(exponent)):
        out = out * x
    return out


def inputs():
    x = torch.tensor([2.0, 3.0])
    return [
        (x, torch.tensor(3)),
        (x, torch.tensor(0)),
        (x, torch.tensor(5)),
    ]
