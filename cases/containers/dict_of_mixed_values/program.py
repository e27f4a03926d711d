"""Returns a dictionary whose values are a tensor, an int and a string."""
import torch


def summary(scores):
    return {"best": scores.max(), "count": scores.numel(), "unit": "logit"}


def inputs():
    return [(torch.tensor([0.5, 2.0, -1.0]),), (torch.tensor([3.0, 1.0]),)]
