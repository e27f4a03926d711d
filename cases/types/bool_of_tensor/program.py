"""Uses a tensor as a condition, which calls bool on it."""
import torch


def clip_if_any(x, flag):
    if flag:
        return x.clamp(max=1.0)
    return x


def inputs():
    x = torch.tensor([0.5, 2.0])
    return [(x, torch.tensor(True)), (x, torch.tensor(0)), (x, torch.tensor([1.0]))]
