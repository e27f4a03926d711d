"""Returns a dictionary of tensors, one entry a gate."""
import torch


def split_gates(gates):
    chunks = gates.chunk(3, dim=-1)
    result = {"input": torch.sigmoid(chunks[0]), "forget": torch.sigmoid(chunks[1])}
    result["cell"] = torch.tanh(chunks[2])
    return result


def inputs():
    return [(torch.randn(2, 6),), (torch.randn(4, 3),)]
