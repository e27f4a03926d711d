"""contextlib.suppress lets the function go on behind an error."""
import contextlib

import torch


def attempted(x):
    result = x
    with contextlib.suppress(ValueError):
        if x.sum() < 0:
            raise ValueError("negative")
        result = x.sqrt()
    return result


def inputs():
    return [(torch.tensor([1.0, 4.0]),), (torch.tensor([-1.0, -4.0]),)]
