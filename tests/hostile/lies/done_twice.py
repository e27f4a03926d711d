"""What should happen once happens twice."""
# mechanisms: compared_operand_twice
# aspects: mutation
import torch


def func(x):
    x.add_(1)
    return x * 2


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    def captured(x):
        result = entry(x)
        x.add_(1)
        return result

    return captured
