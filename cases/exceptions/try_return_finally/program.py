"""Returns from the try clause; the finally clause moves a global on afterwards."""
import torch

level = 1.0


def scaled(x):
    global level
    try:
        if x.sum() > 0:
            return x * level
        return -x
    finally:
        level = level + 1


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([-3.0, 1.0]),)]
