"""Returns the scores that are kept and, beside them, how many they are as a Python int."""
import torch


def top_scores(scores):
    kept = scores[scores > 0]
    return kept, kept.size(0)


def inputs():
    return [
        (torch.tensor([1.0, -1.0, 2.0]),),
        (torch.tensor([-1.0, -2.0]),),
        (torch.tensor([0.5, 0.25, 4.0, -1.0]),),
    ]
