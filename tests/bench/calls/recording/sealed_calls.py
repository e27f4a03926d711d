"""Modules, functions and optimisers of torch's own, inside which nothing is looked for unless code of the user's can run."""
import torch
from torch import nn
from torch.nn.utils import parametrize

from support import check, main, names, record


def positive(x):
    return torch.abs(x)


class Positive(nn.Module):
    def forward(self, x):
        return torch.abs(x)


def seen_within(make, call=lambda module: module(torch.ones(2, 2))):
    """The calls that are recorded of `call` with what `make` makes; those that making it takes are not."""
    made = make()
    return names(record(lambda: call(made)))


@check
def torchs_own_module_is_one_call():
    assert seen_within(lambda: nn.Sequential(nn.Linear(2, 2), nn.ReLU())) == ["torch.ones", "torch.nn.Sequential"]


@check
def a_module_among_torchs_own():
    assert "torch.abs" in seen_within(lambda: nn.Sequential(nn.Linear(2, 2), Positive()))


@check
def a_hook_of_a_module():
    def make():
        module = nn.Linear(2, 2)
        module.register_forward_hook(lambda module, inputs, output: torch.abs(output))
        return module
    assert "torch.abs" in seen_within(make)


@check
def a_hook_of_every_module():
    handle = nn.modules.module.register_module_forward_hook(lambda module, inputs, output: torch.abs(output))
    try:
        assert "torch.abs" in seen_within(lambda: nn.Linear(2, 2))
    finally:
        handle.remove()
    assert "torch.abs" not in seen_within(lambda: nn.Linear(2, 2))


@check
def a_forward_of_the_instance():
    def make():
        module = nn.Linear(2, 2)
        module.forward = positive
        return module
    assert "torch.abs" in seen_within(make)


@check
def a_class_derived_from_torchs():
    class Mine(nn.Linear):
        def forward(self, x):
            return torch.abs(super().forward(x))
    assert "torch.abs" in seen_within(lambda: Mine(2, 2))


@check
def a_parametrization():
    def make():
        module = nn.Linear(2, 2)
        parametrize.register_parametrization(module, "weight", Positive())
        return module
    assert "torch.abs" in seen_within(make)


@check
def a_function_that_a_module_holds():
    assert "torch.abs" in seen_within(lambda: nn.TransformerEncoderLayer(2, 1, 2, activation=positive))


@check
def a_mode_of_ones_own():
    seen = []

    class Mine(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, function, types, args=(), kwargs=None):
            seen.append(function.__name__)
            return function(*args, **(kwargs or {}))

    def call(module):
        given = torch.ones(2, 2)
        with Mine():
            module(given)
    seen_within(lambda: nn.Linear(2, 2), call)
    assert "linear" in seen, seen


@check
def an_optimisers_closure():
    parameter = torch.ones(2, requires_grad=True)

    def closure():
        loss = torch.abs(parameter).sum()
        loss.backward()
        return loss
    assert "torch.abs" in seen_within(lambda: torch.optim.SGD([parameter], lr=0.1), lambda optimizer: optimizer.step(closure))


@check
def an_optimisers_hook():
    parameter = torch.ones(2, requires_grad=True)
    parameter.grad = torch.ones(2)

    def make():
        optimizer = torch.optim.SGD([parameter], lr=0.1)
        optimizer.register_step_post_hook(lambda optimizer, args, kwargs: torch.abs(parameter) is None)
        return optimizer
    if hasattr(torch.optim.SGD, "register_step_post_hook"):
        assert "torch.abs" in seen_within(make, lambda optimizer: optimizer.step())


@check
def an_exception_leaves_the_mode_as_it_was():
    module = nn.Linear(2, 2)

    def program():
        try:
            module(torch.ones(3, 3))
        except RuntimeError:
            pass
        torch.abs(torch.ones(1))
    assert names(record(program)) == ["torch.ones", "torch.nn.Linear", "torch.ones", "torch.abs"]


if __name__ == "__main__":
    main()
