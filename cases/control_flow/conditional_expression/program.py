"""A learning rate chosen by a conditional expression nested in another."""
import torch


def scaled(grad, loss):
    rate = 0.1 if loss < 1 else (0.01 if loss < 10 else 0.001)
    return grad * rate


def inputs():
    grad = torch.tensor([10.0, -20.0])
    return [
        (grad, torch.tensor(0.5)),
        (grad, torch.tensor(5.0)),
        (grad, torch.tensor(50.0)),
    ]
