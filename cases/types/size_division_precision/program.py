"""Multiplies float64 by a quotient of sizes and back again; Python computes the quotient in double precision."""
import torch


def rest(x):
    n = x.size(0) * 3
    return x * (1 / n) * n - x


def inputs():
    return [(torch.ones(1, dtype=torch.float64),), (torch.full((7,), 1e6, dtype=torch.float64),)]
