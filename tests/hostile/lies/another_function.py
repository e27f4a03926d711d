"""What the name is bound to is passed over for what stands behind it."""
# mechanisms: decorator_skipped builtin_found_first forward_alone_compiled
# aspects: values
import functools

import torch


def raised_by_one(function):
    @functools.wraps(function)
    def wrapper(x):
        return function(x) + 1

    return wrapper


@raised_by_one
def func(x):
    return x * 2


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return entry.__wrapped__
