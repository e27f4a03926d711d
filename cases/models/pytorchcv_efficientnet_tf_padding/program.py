"""EfficientNet-B0 of pytorchcv with TensorFlow's padding, which is calculated from the size of each image."""
import torch
from pytorchcv.models.efficientnet import efficientnet_b0b

torch.manual_seed(0)
model = efficientnet_b0b(num_classes=4)
model.eval()


def inputs():
    return [(torch.randn(1, 3, 32, 32),), (torch.randn(1, 3, 33, 47),)]


def bench_inputs(n=1):
    return (torch.randn(n, 3, 32, 32),)
