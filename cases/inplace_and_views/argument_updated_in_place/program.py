"""Updates the argument in place and returns nothing."""
import torch


def sgd_step(weight, gradient):
    weight.sub_(gradient, alpha=0.1)
    if weight.norm() > 1.0:
        weight.div_(weight.norm())


def inputs():
    return [
        (torch.tensor([0.1, 0.2]), torch.tensor([0.5, 0.5])),
        (torch.tensor([3.0, 4.0]), torch.tensor([0.0, 1.0])),
    ]
