"""A two-layer BERT of transformers from a small configuration, which returns its model-output class."""
import torch
from transformers import BertConfig, BertModel

torch.manual_seed(0)
model = BertModel(
    BertConfig(
        vocab_size=40,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=16,
        attn_implementation="eager",
    )
).eval()


def inputs():
    return [(torch.randint(0, 40, (1, 5)),), (torch.randint(0, 40, (2, 7)),)]


def bench_inputs(n=1):
    return (torch.randint(0, 40, (n, 8)),)
