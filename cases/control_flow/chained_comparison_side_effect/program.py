"""A chained comparison whose middle operand counts its own calls: Python evaluates it once."""
import torch


def tick(counter):
    counter.add_(1)
    return counter.sum()


def within(counter, low, high):
    if low < tick(counter) < high:
        return counter * 10
    return counter * 1


def inputs():
    return [
        (torch.tensor([1.0, 2.0]), torch.tensor(0.0), torch.tensor(100.0)),
        (torch.tensor([1.0, 2.0]), torch.tensor(50.0), torch.tensor(100.0)),
    ]
