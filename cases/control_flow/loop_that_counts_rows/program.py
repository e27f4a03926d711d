"""A learning rate that is halved once for each row of a batch."""
import torch


def decayed(rate, batch):
    for _ in batch:
        rate = rate * 0.5
    return rate


def inputs():
    return [
        (torch.tensor(8.0), torch.ones(2, 3)),
        (torch.tensor(8.0), torch.ones(3, 1)),
        (torch.tensor(8.0), torch.ones(1, 2)),
    ]
