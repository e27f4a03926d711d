"""A closure over a name that was never bound, read only on a path for broken input."""
import torch


def make(debug):
    if debug:  # never true: that is how the cell stays empty
        fallback = 0.0

    def clean(x):
        if bool(torch.isnan(x).any()):
            return torch.full_like(x, fallback)
        return x * 2

    return clean


clean = make(debug=False)


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, float("nan")]),),
    ]
