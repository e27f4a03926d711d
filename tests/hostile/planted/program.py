# The program that the planted engines capture wrongly: a function of many kinds of arguments.
import torch


def function(x, y, n, scale, items, options):
    if n == 1234:
        scale = scale * 2
    total = (x + y).sum() * scale
    for item in items:
        total = total + item.sum()
    for name in options:
        total = total * 2 + options[name]
    sign = torch.copysign(torch.ones_like(x), x)
    y.add_(1)
    return {"shifted": x + y * (n % 1000), "sign": sign, "total": total, "n": n}


def inputs():
    return [
        (
            torch.tensor([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]]),
            torch.tensor([[0.5, 1.5, 2.5], [3.5, 4.5, 5.5]]),
            3,
            0.5,
            [torch.tensor([1.0, 2.0])],
            {"first": 1, "second": 2},
        ),
    ]
