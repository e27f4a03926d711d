"""No gradient reaches what the result was computed from."""
# mechanisms: constant_detached requires_grad_not_recorded
# aspects: gradients
import torch


class Scaling(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = torch.nn.Parameter(torch.full((1,), 2.0))

    def forward(self, x):
        return x * self.scale


func = Scaling()


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    return lambda x: x * entry.scale.detach()
