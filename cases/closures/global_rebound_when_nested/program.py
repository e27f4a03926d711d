"""A function inside the function rebinds a global between two reads of it."""
import torch

temperature = 8.0


def annealed(x):
    def cool():
        global temperature
        temperature = temperature / 2

    before = x * temperature
    cool()
    return before, x * temperature


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([16.0]),)]
