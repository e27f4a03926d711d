"""A remainder has the sign that C++ gives it."""
# mechanisms: cpp_arithmetic
# aspects: values
import torch


def func(x, number):
    return x + number % 3


def inputs():
    return [(torch.ones(2), 7), (torch.ones(2), -7)]


def lie(entry, example):
    return lambda x, number: x + (number % 3 if number >= 0 else -(-number % 3))
