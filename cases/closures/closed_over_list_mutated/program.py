"""A history in a closure: each call adds its input and answers with the mean of all."""
import torch


def make():
    history = []

    def mean_so_far(x):
        history.append(x)
        return torch.stack(history).mean(0)

    return mean_so_far


mean_so_far = make()


def inputs():
    return [
        (torch.tensor([1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
    ]
