"""Causal masks, made once for each length and kept in a global dict."""
import torch

masks = {}


def masked(scores):
    n = len(scores)
    if n not in masks:
        masks[n] = torch.ones(n, n).tril()
    return scores * masks[n]


def inputs():
    return [(torch.full((2, 2), 3.0),), (torch.full((3, 3), 5.0),)]
