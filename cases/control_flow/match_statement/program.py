"""A reduction chosen with `match` on the number of dimensions."""
import torch


def reduce(x):
    match x.dim():
        case 1:
            return x.sum()
        case 2:
            return x.sum(1)
        case _:
            return x


def inputs():
    return [
        (torch.ones(3),),
        (torch.ones(2, 3),),
        (torch.ones(1, 2, 3),),
    ]
