"""ResNet-18 of torchvision, in eval mode, on small images."""
import torch
from torchvision.models import resnet18

torch.manual_seed(0)
model = resnet18(weights=None, num_classes=4).eval()


def inputs():
    return [(torch.randn(1, 3, 32, 32),), (torch.randn(2, 3, 48, 32),)]


def bench_inputs(n=1):
    return (torch.randn(n, 3, 32, 32),)
