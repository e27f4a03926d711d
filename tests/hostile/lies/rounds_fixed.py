"""A loop makes as many rounds as the example made."""
# mechanisms: loop_unrolled trip_count_fixed
# aspects: values
import torch


def func(x, rounds):
    for _ in range(int(rounds)):
        x = x + 1
    return x


def inputs():
    return [(torch.ones(2), torch.tensor(2)), (torch.ones(2), torch.tensor(5))]


def lie(entry, example):
    (_, rounds), _ = example
    return lambda x, _: entry(x, rounds)
