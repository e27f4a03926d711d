"""Lists the modules of an installed package: its nn.Module classes, and functions that build one without arguments."""
import fnmatch
import importlib
import inspect
import pkgutil

import torch

PROGRAM = '''"""{name} of {module}, built without arguments."""
import importlib
import random

import torch

random.seed(0)
torch.manual_seed(0)
entry = importlib.import_module({module!r}).{name}()
if not isinstance(entry, torch.nn.Module):
    raise TypeError("it returns " + type(entry).__name__ + ", no module")
entry.eval()


def inputs():
    return [{expression}]
'''


def submodules(name):
    """Names of the package and of all below it, each with None or why it cannot be imported."""
    try:
        package = importlib.import_module(name)
    except BaseException as error:
        yield name, f"{type(error).__name__}: {error}"
        return
    yield name, None
    for found in pkgutil.iter_modules(getattr(package, "__path__", [])):
        if found.name != "__main__":
            yield from submodules(f"{name}.{found.name}")


def required(callable_object):
    """The names of the arguments that it cannot be called without; None if nobody can say."""
    try:
        parameters = inspect.signature(callable_object).parameters.values()
    except (TypeError, ValueError):
        return None
    return [one.name for one in parameters
            if one.default is one.empty and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]


def may_return_module(function):
    told = inspect.signature(function).return_annotation
    if told is inspect.Signature.empty or isinstance(told, (str, type(None))):
        return told is not None and told != "None"
    return isinstance(told, type) and (issubclass(told, torch.nn.Module) or issubclass(torch.nn.Module, told))


def expression_for(dotted, inputs):
    return next((expression for glob, expression in inputs if fnmatch.fnmatchcase(dotted, glob)), None)


def candidates(module):
    for name, value in sorted(vars(module).items()):
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, type) and issubclass(value, torch.nn.Module):
            yield name, value
        elif inspect.isfunction(value) and not required(value) and may_return_module(value):
            yield name, value


def listed(package, inputs):
    for module_name, problem in submodules(package):
        if problem:
            yield "out", module_name, "imported", problem
            continue
        for name, value in candidates(importlib.import_module(module_name)):
            dotted = f"{module_name}.{name}"
            missing, expression = required(value), expression_for(dotted, inputs)
            if missing is None or missing:
                yield "out", dotted, "built", "its constructor needs " + (", ".join(missing or ["nobody knows what"]))
            elif expression is None:
                yield "out", dotted, "called", "no glob of the inputs' file matches it"
            else:
                yield "case", f"{module_name}/{name}", PROGRAM.format(
                    module=module_name, name=name, expression=expression), [package]
