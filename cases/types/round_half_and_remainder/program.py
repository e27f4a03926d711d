"""Python's round and % on floats: banker's rounding, and a remainder with the divisor's sign."""
from typing import List

import torch


def bucket(x):
    values: List[float] = x.tolist()
    rounded = [round(v) for v in values]
    remainders = [v % -3.0 for v in values]
    return torch.tensor(rounded), torch.tensor(remainders)


def inputs():
    return [(torch.tensor([0.5, 1.5, 2.5]),), (torch.tensor([-0.5, -4.0, 7.0]),)]
