"""Draws the same noise twice by putting the generator's state back."""
import torch


def same_noise_twice(x):
    state = torch.get_rng_state()
    first = x + torch.rand_like(x)
    torch.set_rng_state(state)
    return first, x - torch.rand_like(x)


def inputs():
    return [(torch.zeros(3),), (torch.ones(2),)]
