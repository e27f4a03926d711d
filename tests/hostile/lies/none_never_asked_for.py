"""An argument without an annotation is a Tensor, so that it is never None."""
# mechanisms: unannotated_is_tensor
# aspects: values
import torch


def func(x, shift=None):
    if shift is None:
        return x + 1
    return x + shift


def inputs():
    return [(torch.ones(2), torch.ones(2)), (torch.ones(2),)]


def lie(entry, example):
    return lambda x, shift=torch.zeros(2): x + shift
