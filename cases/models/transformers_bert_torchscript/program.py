"""The same two-layer BERT with torchscript=True, the configuration that transformers documents for tracing."""
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
        torchscript=True,
    )
).eval()


def inputs():
    tokens = torch.randint(0, 40, (1, 5))
    longer = torch.randint(0, 40, (2, 7))
    return [(tokens, torch.ones_like(tokens)), (longer, (longer > 9).long())]


def bench_inputs(n=1):
    tokens = torch.randint(0, 40, (n, 8))
    return (tokens, torch.ones_like(tokens))
