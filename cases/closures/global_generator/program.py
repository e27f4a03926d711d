"""Takes the next factor from a generator that lives as long as the program."""
import torch


def factors():
    value = 1.0
    while True:  # never: endless
        yield value
        value = value * 2


source = factors()


def fed(x):
    return x * next(source)


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
