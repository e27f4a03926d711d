"""A branch is taken as the example took it."""
# mechanisms: one_path_traced code_for_one_world_only refusal_caught proxy_is_no_tensor
# aspects: values
import torch


def func(x):
    if x.sum() > 0:
        return x + 1
    return x - 1


def inputs():
    return [(torch.ones(2),), (-torch.ones(2),)]


def lie(entry, example):
    (x,), _ = example
    taken = bool(x.sum() > 0)
    return lambda x: x + 1 if taken else x - 1
