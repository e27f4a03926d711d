"""A Python int that outgrows 64 bits while it is being calculated."""
import torch


def hash_shape(x):
    code = 1
    for size in x.shape:
        code = code * 6364136223846793005 + size
    return x + (code % 97)


def inputs():
    return [(torch.zeros(2),), (torch.zeros(2, 3),), (torch.zeros(1, 1, 1),)]
