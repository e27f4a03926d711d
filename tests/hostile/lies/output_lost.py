"""What is printed is printed while capturing and never again."""
# mechanisms: print_not_traced
# aspects: output
import torch


def func(x):
    print("called")
    return x + 1


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    entry(*example[0])
    return lambda x: x + 1
