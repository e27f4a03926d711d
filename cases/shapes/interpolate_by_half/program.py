"""Halves an image by a size computed with floor division."""
import torch
import torch.nn.functional as F


def shrink(image):
    height, width = image.shape[-2:]
    return F.interpolate(image, size=(height // 2, width // 2), mode="nearest")


def inputs():
    return [(torch.arange(16.0).reshape(1, 1, 4, 4),), (torch.arange(30.0).reshape(1, 1, 5, 6),)]
