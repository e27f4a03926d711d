"""The same function with a default for its keyword-only argument."""
import torch


def softened(x, *, temperature: float = 1.0):
    return torch.softmax(x / temperature, 0)


def forward(x):
    if x.max() > 1:
        return softened(x, temperature=2.0)
    return softened(x)


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([0.5, -3.0]),),
    ]
