"""Reads a dictionary of tensors by key, and takes a key that is not always there."""
from typing import Dict

import torch


def add_features(features: Dict[str, torch.Tensor]):
    total = features["base"]
    if "extra" in features:
        total = total + features["extra"]
    return total.relu()


def inputs():
    return [
        ({"base": torch.tensor([1.0, -1.0])},),
        ({"base": torch.tensor([1.0, -1.0]), "extra": torch.tensor([2.0, 2.0])},),
    ]
