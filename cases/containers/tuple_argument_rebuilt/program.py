"""The same tensor comes twice: alone, and as a member of a tuple."""
from typing import Tuple

import torch


def paired(x, pair: Tuple[torch.Tensor, torch.Tensor]):
    x.mul_(2)
    return pair[0] + pair[1]


def inputs():
    x = torch.tensor([1.0, 2.0])
    return [(x, (x, torch.ones(2))), (x, (torch.zeros(2), torch.ones(2))), (x, (torch.ones(2), x))]
