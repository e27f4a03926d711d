"""A layer in a closure, the functional style of building networks."""
import torch


def residual(layer):
    def forward(x):
        return x + layer(x)

    return forward


torch.manual_seed(0)
forward = residual(torch.nn.Linear(2, 2))


def inputs():
    return [
        (torch.tensor([[1.0, 2.0]]),),
        (torch.tensor([[-1.0, 0.0], [3.0, 1.0]]),),
    ]
