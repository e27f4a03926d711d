"""A worklist: the loop appends to the very list it walks over, as Python allows."""
from typing import List

import torch


def expand(seeds: List[torch.Tensor]):
    total = torch.zeros(2)
    for seed in seeds:
        total = total + seed
        if bool(seed.sum() > 1):
            seeds.append(seed / 2)
    return total


def inputs():
    return [
        ([torch.tensor([1.0, 2.0])],),
        ([torch.tensor([0.1, 0.2])],),
    ]
