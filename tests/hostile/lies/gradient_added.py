"""What runs without gradients runs with them."""
# mechanisms: grad_mode_not_recorded contexts_are_no_nodes checkpoint_is_one_call
# aspects: gradients
import torch


def func(x):
    with torch.no_grad():
        return x * 2


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x * 2
