"""The Gaussian error unit written out as a chain of element-wise operators."""
import torch


def gelu(x):
    inner = 0.7978845608 * (x + 0.044715 * x * x * x)
    return 0.5 * x * (1.0 + torch.tanh(inner))


def inputs():
    return [(torch.linspace(-3.0, 3.0, 7),), (torch.randn(2, 3),)]


def bench_inputs(n=4096):
    return (torch.randn(n),)
