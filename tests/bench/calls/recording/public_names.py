"""The shortest public names of what torch offers."""
import sys

import torch
from support import check, main

from dy2stat import calls

old = int(torch.__version__.split(".")[0]) < 2


def follow(name):
    found = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    return found


@check
def every_public_callable_has_a_name_that_leads_to_it():
    listed = calls.api_list(torch)
    assert len(listed) > (2000 if old else 5000), len(listed)
    assert calls.api_names([follow(name) for name in listed]) == listed
    # Whatever a public module holds of torch, under any name, has a name that leads to the same object.
    held = []
    for name, module in list(sys.modules.items()):
        if not name.startswith("torch.") or "._" in name or follow(name) is not module:
            continue
        held += [value for attribute, value in list(vars(module).items())
                 if not attribute.startswith("_") and isinstance(value, (type(len), type(follow), type))
                 and str(value.__module__).startswith("torch.")]
    found = calls.api_names(held)
    wrong = [(name, value) for name, value in zip(found, held) if follow(name) is not value]
    assert len(held) > 1000 and not wrong, wrong[:10]
    assert not [name for name in found if "._" in name], found


@check
def the_names_of_some_are_known():
    for word, name in [("torch.optim.adam:Adam", "torch.optim.Adam"), ("torch.nn.modules.linear:Linear", "torch.nn.Linear"),
                       ("torch.nn.parameter.Parameter", "torch.nn.Parameter"), ("torch.functional:einsum", "torch.einsum"),
                       ("torch:Tensor.add_", "torch.Tensor.add_"), ("torch.nn.functional:relu", "torch.nn.functional.relu")]:
        assert calls.api_name(word) == name, (word, calls.api_name(word))
    try:
        calls.api_name("json:loads")
        assert False
    except ValueError as error:
        assert "has no public name in torch" in str(error)


if __name__ == "__main__":
    main()
