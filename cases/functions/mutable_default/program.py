"""A list as default argument that remembers earlier calls: Python makes it once."""
from typing import List

import torch


def remember(x, seen: List[float] = []):
    seen.append(float(x.sum()))
    return x * len(seen)


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([3.0, 4.0]),),
    ]
