"""`or` whose right side writes: the accumulator is updated only when the left side is false."""
import torch


def refill(pool):
    pool.add_(1)
    return bool(pool.sum() > 10)


def serve(pool, demand):
    if bool(pool.sum() > demand) or refill(pool):
        return pool - 1
    return pool * 0


def inputs():
    return [
        (torch.tensor([5.0, 6.0]), torch.tensor(2.0)),
        (torch.tensor([5.0, 6.0]), torch.tensor(50.0)),
        (torch.tensor([1.0, 2.0]), torch.tensor(50.0)),
    ]
