"""Lists the cases of a file: its cases() yields pairs of a name and a function that makes the case."""
import importlib
import os

PROGRAM = '''"""The case {name!r} of {file}."""
import random

import torch
import {module} as corpus


def _made(wanted):
    random.seed(0)
    torch.manual_seed(0)
    for name, make in corpus.cases():
        if name == wanted:
            made = make()
            if isinstance(made, tuple) and len(made) == 2:
                return made
            raise TypeError("what makes the case must return two things, the entry and its input sets")
    raise LookupError("cases() yielded this name when it was listed, and now it does not")


entry, _inputs = _made({name!r})


def inputs():
    return _inputs
'''


def is_good(name):
    return bool(name) and name == name.strip() and name.isprintable() and len(name) <= 200


def listed(module_name, inputs):
    file = module_name.replace(".", "/") + ".py"
    module = importlib.import_module(module_name)
    if os.path.realpath(getattr(module, "__file__", None) or "") != os.path.realpath(file):
        raise Refused(f"Python has a module {module_name!r} of its own, which hides {file}: give the file another name")
    if not callable(getattr(module, "cases", None)):
        raise Refused(f"{file} has no cases(): define a function that yields pairs of a name and a function, which "
                      "returns the entry and its input sets")
    for number, item in enumerate(module.cases(), 1):
        if not (isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str) and callable(item[1])):
            raise Refused(f"number {number} of what cases() of {file} yields is no pair of a name and a function")
        name = item[0]
        if not is_good(name):
            raise Refused(f"number {number} of what cases() of {file} yields has the name {name!r}: a name is 1 to 200 "
                          "printable characters without blanks at its ends")
        yield "case", f"{module_name.rpartition('.')[2]}/{name}", PROGRAM.format(name=name, file=file, module=module_name), []
