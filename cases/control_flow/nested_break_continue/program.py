"""A search over a triangle of pairs: bad rows are skipped, each row's scan stops at its first match."""
import torch


def match_pairs(scores):
    n = scores.size(0)
    partner = torch.full((n,), -1)
    for i in range(n):
        if scores[i, i] < 0:
            continue
        for j in range(i + 1, n):
            if scores[j, j] < 0:
                continue
            if scores[i, j] > 0.5:
                partner[i] = j
                break
        if partner[i] == n - 1:
            break
    return partner


def inputs():
    base = torch.tensor([[0.0, 0.9, 0.1], [0.0, 0.0, 0.2], [0.0, 0.0, 0.0]])
    last = torch.tensor([[0.0, 0.1, 0.9], [0.0, 0.0, 0.9], [0.0, 0.0, 0.0]])
    skipped = torch.tensor([[0.0, 0.9, 0.7], [0.0, -1.0, 0.9], [0.0, 0.0, 0.0]])
    row_skipped = torch.tensor([[-1.0, 0.9, 0.7], [0.0, 0.0, 0.9], [0.0, 0.0, 0.0]])
    return [(base,), (last,), (skipped,), (row_skipped,)]
