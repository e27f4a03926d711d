"""An object is made, written by one method and read by another, all inside one call."""
import torch


class Running:
    def __init__(self, start: torch.Tensor):
        self.total = start
        self.count = 0

    def add(self, x: torch.Tensor):
        self.total = self.total + x
        self.count += 1

    def mean(self) -> torch.Tensor:
        return self.total / self.count


def mean_of_positive(x):
    running = Running(torch.zeros(()))
    for i in range(x.size(0)):
        if x[i] > 0:
            running.add(x[i])
    if running.count == 0:
        return torch.zeros(())
    return running.mean()


def inputs():
    return [
        (torch.tensor([1.0, -2.0, 4.0]),),
        (torch.tensor([1.0, 2.0, 6.0]),),
        (torch.tensor([-1.0, -2.0, -6.0]),),
    ]
