"""Constants are read from Python modules, math's and a settings module made by hand."""
import math
import types

import torch

settings = types.ModuleType("settings")
settings.harmonics = 3
settings.centred = True


def series(x):
    out = torch.zeros_like(x)
    for k in range(settings.harmonics):
        out = out + torch.sin(math.pi * (k + 1) * x) / (k + 1)
    if settings.centred:  # never false: nobody changes it
        out = out - out.mean()
    return out


def inputs():
    return [
        (torch.tensor([0.25, 0.5]),),
        (torch.tensor([0.1, 0.2, 0.7]),),
    ]
