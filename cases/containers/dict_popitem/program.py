"""Takes the item that was put into a dict last."""
import torch


def last(x):
    steps = {"first": x + 1, "second": x * 10}
    name, value = steps.popitem()
    return value, len(name)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
