"""Newton's iteration for the square root until it converges; the gradient flows through every step."""
import torch


def newton_sqrt(x):
    guess = x * 0.5 + 0.5
    while bool(((guess * guess - x).abs() > 1e-3).any()):
        guess = 0.5 * (guess + x / guess)
    return guess


def inputs():
    return [(torch.tensor([1.5]),), (torch.tensor([1.0, 100.0]),), (torch.tensor([1.0]),)]


def bench_inputs(n=16):
    return (torch.full((n,), 100.0),)
