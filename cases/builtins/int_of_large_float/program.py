"""Puts a large float into one of seven buckets."""
import torch


def bucket(x, value: float):
    return x + int(value) % 7


def inputs():
    return [(torch.zeros(2), 10.0), (torch.zeros(2), 1e20)]
