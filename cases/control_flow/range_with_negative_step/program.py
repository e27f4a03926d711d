"""Horner's scheme: a polynomial's coefficients are visited from the last to the first."""
import torch


def horner(x, coefficients):
    value = torch.zeros_like(x)
    for i in range(coefficients.size(0) - 1, -1, -1):
        value = value * x + coefficients[i]
    return value


def inputs():
    return [
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.0, 3.0])),
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.0, 3.0, 2.0])),
    ]
