"""A decorator whose arguments stand on lines of their own, one of them called `default_scale`."""
import torch


def scaled(default_scale):
    def decorate(function):
        function.scale = default_scale
        return function

    return decorate


@scaled(
    default_scale=2.0,
)
def centre(x):
    return x - x.mean()


def inputs():
    return [
        (torch.tensor([1.0, 3.0]),),
        (torch.tensor([-1.0, 0.0, 4.0]),),
    ]
