"""An attribute of the module stays what it was."""
# mechanisms: python_state_frozen
# aspects: state
import torch


class Counting(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return x + 1


func = Counting()


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x + 1
