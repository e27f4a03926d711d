"""Makes a constant under another default dtype and puts the default back."""
import torch


def precise(x):
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    third = torch.ones(1) / 3
    torch.set_default_dtype(before)
    return x + third


def inputs():
    return [(torch.tensor([1.0, 2.0]),), (torch.tensor([3.0]),)]
