"""Lists the operators that torch.testing has samples of: a case for each form of call, a sample an input set."""
import torch
import torch.nn.functional

import torch_samples

PRELOAD = [torch_samples.OPERATORS]

PROGRAM = '''"""{name} as torch.testing's samples {places} call it."""
{imports}import torch

import torch_samples
{operator}

def entry({parameters}):
    return {call}


def inputs():
    return torch_samples.of_operator({name!r}, {places})
'''

# Where an operator's public name is looked for.
NAMESPACES = ["torch", "torch.nn.functional", "torch.linalg", "torch.special", "torch.fft"]


def namespace(dotted):
    found = torch
    for part in dotted.split(".")[1:]:
        found = getattr(found, part)
    return found


def public_names():
    names = {}
    for dotted in NAMESPACES:
        for name in dir(namespace(dotted)):
            value = getattr(namespace(dotted), name, None)
            if callable(value) and not name.startswith("_"):
                names.setdefault(id(value), f"{dotted}.{name}")
    return names


def annotation(value):
    """What TorchScript must be told of a parameter; a tensor is what it takes all others for."""
    if isinstance(value, torch.Tensor) or not isinstance(value, (list, tuple)):
        return ""
    if not value or not all(isinstance(part, torch.Tensor) for part in value):
        return ""
    if isinstance(value, list):
        return ": List[torch.Tensor]"
    return ": Tuple[" + ", ".join(["torch.Tensor"] * len(value)) + "]"


def callee_of(info, names):
    """Text before the call's parenthesis; None: a method of the first argument; "": nothing public."""
    if id(info.op) in names:
        return names[id(info.op)]
    return None if not info.variant_test_name and hasattr(torch.Tensor, info.name) else ""


def form_of(info, sample, names):
    """The parameters, the call, and what tells it from the operator's other forms."""
    parameters, arguments, shown = [], [], []
    for keyword, value in torch_samples.arguments_of(sample):
        text = torch_samples.written(value)
        prefix = f"{keyword}=" if keyword else ""
        if text is None:
            parameters.append(f"p{len(parameters)}{annotation(value)}")
            text = f"p{len(parameters) - 1}"
            shown.append(prefix + "_")
        else:
            shown.append(prefix + text)
        arguments.append(prefix + text)
    callee = callee_of(info, names)
    if callee is None and arguments[0] == "p0":
        call = f"p0.{info.name}({', '.join(arguments[1:])})"
    else:
        call = f"{callee or 'operator'}({', '.join(arguments)})"
    return ", ".join(parameters), call, "" if all(part == "_" for part in shown) else f"({', '.join(shown)})"


def listed(arguments, inputs):
    names = public_names()
    for info in torch_samples.database(torch_samples.OPERATORS).op_db:
        name, forms = torch_samples.name_of(info), {}
        try:
            for place, sample in enumerate(torch_samples.operator_samples(info)):
                forms.setdefault(form_of(info, sample, names), []).append(place)
        except Exception as error:
            yield "out", f"opinfo/{name}", "sampled", f"{type(error).__name__}: {error}"
            continue
        if not forms:
            yield "out", f"opinfo/{name}", "sampled", "it has no sample for a CPU"
        taken = set()
        for (parameters, call, shown), places in forms.items():
            own = "operator(" in call and call.startswith("operator(")
            yield "case", unique(f"opinfo/{name}{shown}", taken), PROGRAM.format(
                name=name, places=places, parameters=parameters, call=call,
                imports="from typing import List, Tuple\n" if ": " in parameters else "",
                operator=f"\noperator = torch_samples.operator({name!r}).op\n" if own else ""), [name]
