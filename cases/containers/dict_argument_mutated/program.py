"""Writes its result into the dictionary that the caller passed."""
from typing import Dict

import torch


def cache_norm(cache: Dict[str, torch.Tensor], x):
    if "norm" not in cache:
        cache["norm"] = x.norm()
    return x / cache["norm"]


def inputs():
    return [
        ({}, torch.tensor([3.0, 4.0])),
        ({"norm": torch.tensor(2.0)}, torch.tensor([3.0, 4.0])),
    ]
