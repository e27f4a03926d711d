"""A sliding window written as a generator and consumed by a loop."""
import torch


def windows(x, size: int):
    for start in range(x.size(0) - size + 1):
        yield x[start : start + size]


def largest_window_sum(x):
    best = torch.tensor(float("-inf"))
    for window in windows(x, 2):
        best = torch.maximum(best, window.sum())
    return best


def inputs():
    return [
        (torch.tensor([1.0, 2.0, -1.0]),),
        (torch.tensor([1.0, 2.0, 5.0, 7.0]),),
    ]
