"""Two closures over one cell: the first reads the offset, the second moves it on."""
import torch


def make():
    offset = torch.zeros(())

    def read(x):
        return x + offset

    def move(by):
        nonlocal offset
        offset = offset + by

    return read, move


read, move = make()


def shifted(x):
    before = read(x)
    move(x.mean())
    return before, read(x)


def inputs():
    return [(torch.tensor([1.0, 3.0]),), (torch.tensor([4.0, 8.0]),)]
