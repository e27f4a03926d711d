"""Takes a factorial, in ints without bounds, modulo a small number."""
import math

import torch


def scaled(x, n: int):
    return x * (math.factorial(n) % 1009)


def inputs():
    return [(torch.ones(2), 5), (torch.ones(2), 25), (torch.ones(2), 20)]
