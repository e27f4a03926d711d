"""Writes through a view of a clone and returns the clone."""
import torch


def add_to_diagonal(matrix):
    result = matrix.clone()
    result.diagonal().add_(1.0)
    return result


def inputs():
    return [(torch.zeros(2, 2),), (torch.ones(2, 3),)]
