"""A global is read while capturing."""
# mechanisms: python_state_exported_once cache_wrapper_ignored
# aspects: values
import torch


seen = []


def func(x):
    seen.append(1)
    return x + len(seen)


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x + 1
