"""Capturing calls the program, and what that changed stays changed."""
# mechanisms: constant_moved_while_exporting properties_read_by_the_compiler
# aspects: values
import torch


seen = torch.zeros(1)


def func(x):
    seen.add_(1)
    return x + seen


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    entry(*example[0])
    return entry
