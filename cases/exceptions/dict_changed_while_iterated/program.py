"""Adds a key for every negative value while it walks over the dict, which Python refuses."""
from typing import Dict

import torch


def doubled(parts: Dict[str, torch.Tensor]):
    total = torch.zeros(2)
    for name in parts:
        value = parts[name]
        if bool(value.sum() < 0):
            parts[name + "'"] = -value
        total = total + value
    return total


def inputs():
    one = torch.tensor([1.0, 1.0])
    return [({"a": one, "b": one * 2},), ({"a": one, "b": -one},), ({"a": one * 3, "b": one},)]
