"""The narrowest MobileNetV3 of pytorchcv, in eval mode, on small images."""
import torch
from torch import nn
from pytorchcv.models.mobilenetv3 import mobilenetv3_small_w7d20

torch.manual_seed(0)
model = mobilenetv3_small_w7d20(num_classes=4)
model.features.final_pool = nn.AdaptiveAvgPool2d(1)
model.eval()


def inputs():
    return [(torch.randn(1, 3, 32, 32),), (torch.randn(2, 3, 64, 32),)]


def bench_inputs(n=1):
    return (torch.randn(n, 3, 32, 32),)
