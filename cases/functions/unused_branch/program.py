"""The slow path is marked @torch.jit.unused by an author who never expected it to run when compiled."""
import torch


@torch.jit.unused
def repair(x):
    return torch.tensor([v if v == v else 0.0 for v in x.tolist()])


def mean(x):
    if bool(torch.isnan(x).any()):
        x = repair(x)
    return x.mean()


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([1.0, float("nan")]),),
    ]
