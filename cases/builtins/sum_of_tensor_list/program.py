"""The builtin sum over a list of losses."""
import torch


def total_loss(x, y):
    losses = [(x - y).abs().mean(), (x - y).pow(2).mean()]
    if x.sum() > 0:
        losses.append(x.mean())
    return sum(losses)


def inputs():
    y = torch.tensor([1.0, 1.0])
    return [
        (torch.tensor([1.0, 2.0]), y),
        (torch.tensor([-1.0, -2.0]), y),
    ]
