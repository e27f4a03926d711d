"""A warm-up factor that a closure raises on each call with nonlocal."""
import torch


def make():
    step = 0

    def warm_up(x):
        nonlocal step
        step += 1
        return x * min(step / 4, 1.0)

    return warm_up


warm_up = make()


def inputs():
    return [
        (torch.tensor([4.0, 8.0]),),
        (torch.tensor([-4.0, -8.0]),),
    ]
