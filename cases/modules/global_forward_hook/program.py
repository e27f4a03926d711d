"""A global hook scales the result of every nn.ReLU."""
import torch
from torch import nn


def scale_relu(module, arguments, result):
    return result * 10 if isinstance(module, nn.ReLU) else None


# A hook outlives its program, which may be loaded again in the same process.
nn.modules.module._global_forward_hooks.clear()
nn.modules.module.register_module_forward_hook(scale_relu)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.activation = nn.ReLU()

    def forward(self, x):
        return self.activation(x) + 1


def inputs():
    return [(torch.tensor([1.0, -2.0]),), (torch.tensor([3.0]),)]
