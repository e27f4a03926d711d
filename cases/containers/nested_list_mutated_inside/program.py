"""Updates a tensor that lies in a list in a dict, and replaces another."""
from typing import Dict, List

import torch


def updated(state: Dict[str, List[torch.Tensor]]):
    state["steps"][0].add_(1)
    state["steps"][1] = state["steps"][1] * 10
    return state["steps"][0] + state["steps"][1]


def inputs():
    return [
        ({"steps": [torch.zeros(2), torch.ones(2)]},),
        ({"steps": [torch.tensor([5.0, 6.0]), torch.tensor([7.0, 8.0])]},),
    ]
