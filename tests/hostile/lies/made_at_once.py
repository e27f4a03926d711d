"""What a generator makes when it is asked is made beforehand."""
# mechanisms: generator_made_at_once
# aspects: values
import torch


def func(x):
    seen = []
    for count in (len(seen) for _ in range(3)):
        seen.append(count)
        x = x + count
    return x


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    def captured(x):
        seen = []
        for count in [len(seen) for _ in range(3)]:
            seen.append(count)
            x = x + count
        return x

    return captured
