"""EfficientNet-B0 of pytorchcv, in eval mode, on small images."""
import torch
from pytorchcv.models.efficientnet import efficientnet_b0

torch.manual_seed(0)
model = efficientnet_b0(num_classes=4)
model.eval()


def inputs():
    return [(torch.randn(1, 3, 32, 32),), (torch.randn(2, 3, 32, 32),)]


def bench_inputs(n=1):
    return (torch.randn(n, 3, 32, 32),)
