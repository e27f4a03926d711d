"""Looks for a row below the limit; the loop's else clause speaks when there is none."""
import torch


def find_below(rows, limit):
    for i in range(rows.size(0)):
        if rows[i].max() < limit:
            found = rows[i]
            break
    else:
        found = torch.full((rows.size(1),), -1.0)
    return found


def inputs():
    rows = torch.tensor([[5.0, 6.0], [1.0, 2.0]])
    return [
        (rows, torch.tensor(3.0)),
        (rows, torch.tensor(10.0)),
        (rows, torch.tensor(0.0)),
    ]
