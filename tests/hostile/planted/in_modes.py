# The module that two of the planted engines capture wrongly: in evaluation mode, and the gradient at zero.
import torch


class Module(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.tensor([1.0, -2.0, 3.0]))

    def forward(self, x):
        y = x * self.weight
        if self.training:
            y = y + 1
        return torch.relu(y)


module = Module()


def inputs():
    return [(torch.tensor([[1.0, -2.0, 3.0]]),)]
