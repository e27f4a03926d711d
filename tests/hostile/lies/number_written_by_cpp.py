"""A number is written as a stream of C++ writes it."""
# mechanisms: cpp_number_text
# aspects: values
import torch


def func(x):
    return f"{float(x.sum())}"


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: f"{float(x.sum()):g}"
