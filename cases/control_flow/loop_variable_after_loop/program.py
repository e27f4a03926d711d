"""Where the running sum first passes the limit: the loop variable is read after the loop."""
import torch


def crossing(x, limit):
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
