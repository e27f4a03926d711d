"""The entry itself is a lambda."""
import torch

square_plus_one = lambda x: x * x + 1


def inputs():
    return [
        (torch.tensor([1.0, -2.0]),),
        (torch.tensor([[3.0]]),),
    ]
