"""Samples of torch.testing's databases and of torch.export's, as the cases of the corpora made of them call them."""
import copy
import importlib
import importlib.util
import random
import sys
import types
import unittest

import torch

OPERATORS = "torch.testing._internal.common_methods_invocations"
MODULES = "torch.testing._internal.common_modules"
EXAMPLES = "torch._export.db.examples"


def database(name):
    """The module, whose own test classes need the package expecttest; the samples do not."""
    if importlib.util.find_spec("expecttest") is None and "expecttest" not in sys.modules:
        stand_in = types.ModuleType("expecttest")
        stand_in.TestCase = unittest.TestCase
        stand_in.ACCEPT = False
        sys.modules["expecttest"] = stand_in
    seed()
    try:
        return importlib.import_module(name)
    finally:
        if getattr(sys.modules.get("expecttest"), "__file__", None) is None:
            sys.modules.pop("expecttest", None)


def seed():
    random.seed(0)
    torch.manual_seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)


def name_of(info):
    return info.name + ("." + info.variant_test_name if info.variant_test_name else "")


def operator(name):
    return next(info for info in database(OPERATORS).op_db if name_of(info) == name)


def type_for(info):
    """The first type of element that the operator takes on a CPU, of those most often meant."""
    for dtype in (torch.float32, torch.complex64, torch.int64, torch.bool, torch.float64, torch.uint8):
        if dtype in info.dtypes:
            return dtype
    return sorted(info.dtypes, key=str)[0]


def operator_samples(info):
    seed()
    dtype = type_for(info)
    return list(info.sample_inputs("cpu", dtype, requires_grad=info.supports_autograd and dtype.is_floating_point))


def arguments_of(sample):
    """Pairs of None or a keyword and its value."""
    return [(None, sample.input)] + [(None, value) for value in sample.args] + list(sample.kwargs.items())


def written(value):
    """A constant as Python writes it and TorchScript reads it; None: it must be passed."""
    if isinstance(value, (bool, str, type(None))) or type(value) is int:
        return repr(value)
    if type(value) in (float, complex):
        text = repr(value)
        if "inf" in text or "nan" in text:
            return f"float({text!r})" if type(value) is float else None
        return text
    if isinstance(value, (torch.dtype, torch.layout, torch.memory_format)):
        return str(value)
    if isinstance(value, torch.device):
        return f"torch.device({str(value)!r})"
    if type(value) in (tuple, list, torch.Size):
        parts = [written(part) for part in value]
        if None in parts:
            return None
        inside = ", ".join(parts)
        if type(value) is list:
            return f"[{inside}]"
        return f"({inside},)" if len(parts) == 1 else f"({inside})"
    return None


def passed(sample):
    """What of the sample is no constant, in order."""
    return tuple(value for _, value in arguments_of(sample) if written(value) is None)


def of_operator(name, places):
    samples = operator_samples(operator(name))
    return [(passed(samples[place]), {}) for place in places]


def module_samples(name):
    info = next(info for info in database(MODULES).module_db if info.name == name)
    seed()
    return info, list(info.module_inputs_func(info, "cpu", torch.float32, True, training=False))


def module(name, place):
    info, samples = module_samples(name)
    made = samples[place].constructor_input
    seed()
    return info.module_cls(*made.args, **made.kwargs).eval()


def of_module(name, places):
    samples = module_samples(name)[1]
    return [(tuple(samples[place].forward_input.args), dict(samples[place].forward_input.kwargs)) for place in places]


def example(name):
    return database(EXAMPLES).all_examples()[name]


def model_of(name):
    return copy.deepcopy(example(name).model)


def of_example(name):
    one = example(name)
    inputs = [(tuple(one.example_args), dict(one.example_kwargs))]
    return inputs + ([(tuple(one.extra_args), {})] if one.extra_args is not None else [])
