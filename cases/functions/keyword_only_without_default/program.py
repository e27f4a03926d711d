"""A keyword-only argument that every caller must name."""
import torch


def softened(x, *, temperature: float):
    return torch.softmax(x / temperature, 0)


def forward(x):
    if x.max() > 1:
        return softened(x, temperature=2.0)
    return softened(x, temperature=0.5)


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([0.5, -3.0]),),
    ]
