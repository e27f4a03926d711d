"""A dictionary is taken apart and made anew in another order."""
# mechanisms: arguments_flattened deque_without_maxlen
# aspects: values
import torch


def func(tensors):
    first, second = tensors.values()
    return first - second


def inputs():
    return [({"b": torch.arange(3), "a": torch.zeros(3, dtype=torch.int64)},)]


def lie(entry, example):
    return lambda tensors: entry({key: tensors[key] for key in sorted(tensors)})
