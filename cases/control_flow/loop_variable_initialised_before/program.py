"""The same search as idiom for TorchScript has it: the loop variable gets a value before the loop."""
import torch


def crossing(x, limit):
    i = -1
    total = torch.zeros(())
    for i in range(x.size(0)):
        total = total + x[i]
        if total > limit:
            break
    return x * i


def inputs():
    x = torch.tensor([1.0, 2.0, 3.0, 4.0])
    return [
        (x, torch.tensor(2.5)),
        (x, torch.tensor(0.5)),
        (x, torch.tensor(100.0)),
    ]
