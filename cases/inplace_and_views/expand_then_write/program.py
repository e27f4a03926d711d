"""Expands a row to a matrix, reads it, and writes to the row: all rows of the view change with it."""
import torch


def fill_rows(row, count_like):
    rows = row.expand(count_like.size(0), -1)
    before = rows.sum()
    row.add_(1.0)
    return before, rows.sum(), rows


def inputs():
    return [(torch.zeros(2), torch.ones(2)), (torch.zeros(2), torch.ones(1)), (torch.zeros(1), torch.ones(3))]
