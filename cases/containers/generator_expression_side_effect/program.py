"""any() stops at the first positive element; the generator has noted down which it looked at."""
import torch


def note(seen, value):
    seen.append(value)
    return value


def first_positive(x):
    seen = []
    found = any(note(seen, value) > 0 for value in x.unbind(0))
    return x * len(seen) + int(found)


def inputs():
    return [(torch.tensor([-1.0, 2.0, 3.0]),), (torch.tensor([1.0, 2.0, 3.0]),), (torch.tensor([-1.0, -2.0, -3.0]),)]
