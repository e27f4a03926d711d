"""An Optional argument, refined by `is not None` before it is used."""
from typing import Optional

import torch


def attend(scores, mask: Optional[torch.Tensor]):
    if mask is not None:
        scores = scores.masked_fill(mask, float("-inf"))
    return torch.softmax(scores, dim=-1)


def inputs():
    scores = torch.tensor([1.0, 2.0, 3.0])
    return [(scores, torch.tensor([False, True, False])), (scores, None)]
