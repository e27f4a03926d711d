"""A list among the arguments is another list inside."""
# mechanisms: containers_copied containers_rebuilt
# aspects: mutation
import torch


def func(tensors):
    tensors.append(tensors[0] + 1)
    return tensors[-1] * 2


def inputs():
    return [([torch.ones(2)],)]


def lie(entry, example):
    return lambda tensors: entry(list(tensors))
