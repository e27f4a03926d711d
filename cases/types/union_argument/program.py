"""An argument that is an int or a list of ints, told apart by isinstance."""
from typing import List, Union

import torch


def shift(x, by: Union[int, List[int]]):
    if isinstance(by, int):
        return x + by
    total = 0
    for step in by:
        total += step
    return x + total


def inputs():
    return [(torch.ones(2), 3), (torch.ones(2), [1, 2]), (torch.ones(3), 0)]
