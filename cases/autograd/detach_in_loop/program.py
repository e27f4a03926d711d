"""Detaches the state every second step, so that the gradient is cut there."""
import torch


def truncated_recurrence(x):
    state = torch.zeros_like(x[0])
    for step in range(x.size(0)):
        if step % 2 == 0:
            state = state.detach()
        state = torch.tanh(state + x[step])
    return state


def inputs():
    return [(torch.randn(3, 2),), (torch.randn(4, 1),)]
