"""Lines are printed in another order."""
# mechanisms: untouched_by_proxies
# aspects: output
import torch


def func(x):
    print("first")
    print("second")
    return x + 1


def inputs():
    return [(torch.ones(2),)]


def lie(entry, example):
    def captured(x):
        print("second")
        print("first")
        return x + 1

    return captured
