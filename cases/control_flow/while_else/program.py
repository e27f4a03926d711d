"""Newton's square root; the loop's else clause rounds the root when the iteration converged by itself."""
import torch


def square_root(x):
    root = x
    steps = 0
    while (root * root - x).abs() > 1e-3:
        root = (root + x / root) / 2
        steps += 1
        if steps == 4:
            break
    else:
        root = root.round()
    return root


def inputs():
    return [
        (torch.tensor(2.25),),
        (torch.tensor(1.0),),
        (torch.tensor(1e4),),
    ]
