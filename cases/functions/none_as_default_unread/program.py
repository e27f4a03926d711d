"""An optional temperature that the callers leave out most of the time."""
import torch


def scaled(x, temperature=None):
    if temperature is None:
        return x.softmax(0)
    return x.relu()


def inputs():
    return [(torch.tensor([1.0, -2.0]),), (torch.tensor([3.0, 4.0]),), (torch.tensor([1.0, -2.0]), torch.tensor(2.0))]
