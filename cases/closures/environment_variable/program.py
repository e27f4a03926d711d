"""Counts its calls in an environment variable."""
import os

import torch

os.environ["DY2STAT_CALLS"] = "0"


def scaled(x):
    calls = int(os.environ["DY2STAT_CALLS"]) + 1
    os.environ["DY2STAT_CALLS"] = str(calls)
    return x * calls


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
