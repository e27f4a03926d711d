"""Two names for one list: what is appended through one is seen through the other."""
from typing import List

import torch


def window(x):
    frames: List[torch.Tensor] = []
    recent = frames
    for row in x.unbind(0):
        frames.append(row)
        if len(recent) > 2:
            recent.pop(0)
    return torch.stack(frames)


def inputs():
    return [(torch.arange(8.0).reshape(4, 2),), (torch.arange(2.0).reshape(1, 2),), (torch.ones(6, 1),)]
