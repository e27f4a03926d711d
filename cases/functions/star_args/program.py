"""Any number of tensors is added up: *terms."""
import torch


def add(*terms):
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def inputs():
    return [
        (torch.tensor([1.0]), torch.tensor([2.0])),
        (torch.tensor([1.0]), torch.tensor([2.0]), torch.tensor([4.0])),
    ]
