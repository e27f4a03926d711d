"""Two functions made by one factory: the same code, another tensor in the cell."""
import torch


def scaled_by(factor):
    def scaled(x):
        return x * factor

    return scaled


double = scaled_by(torch.tensor(2.0))
halve = scaled_by(torch.tensor(0.5))


def both(x):
    return double(x), halve(x), double(halve(x))


def inputs():
    return [(torch.tensor([1.0, 4.0]),), (torch.tensor([3.0]),)]
