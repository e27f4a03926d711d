"""A buffer is written to in a copy of the module."""
# mechanisms: forward_of_the_class
# aspects: state
import torch


class Counting(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(1))

    def forward(self, x):
        self.calls += 1
        return x + 1


func = Counting()


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    copied = Counting()
    return lambda x: copied(x)
