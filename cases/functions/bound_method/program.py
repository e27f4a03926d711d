"""The entry is a bound method of a plain object; the object's factor is what it closes over."""
import torch


class Scaler:
    def __init__(self, factor: float):
        self.factor = factor

    def apply(self, x):
        if x.sum() > 0:
            return x * self.factor
        return x


scale = Scaler(3.0).apply


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
    ]
