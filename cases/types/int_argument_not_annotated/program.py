"""An int argument without an annotation, used as a loop bound."""
import torch


def repeat_rows(x, times):
    rows = []
    for _ in range(times):
        rows.append(x)
    return torch.stack(rows)


def inputs():
    return [(torch.ones(2), 2), (torch.ones(2), 3)]
