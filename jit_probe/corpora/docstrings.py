"""Finds what is public and documented, and tries a program made of a docstring."""
import ast
import importlib
import inspect
import json
import pkgutil
import random
import re
import types

import torch

METHODS = "torch.Tensor"


def found(dotted):
    """The object of that dotted name; modules on the way are imported."""
    parts = dotted.split(".")
    here = importlib.import_module(parts[0])
    for k, part in enumerate(parts[1:], 2):
        if not hasattr(here, part):
            importlib.import_module(".".join(parts[:k]))
        here = getattr(here, part)
    return here


def signature_of(thing):
    try:
        return str(inspect.signature(thing))[1:].rpartition(")")[0]
    except (TypeError, ValueError):
        return ""


def related_to(name, doc):
    """The docstring that this one says to see, and its name: of a method most say no more."""
    words = re.findall(r":(?:func|meth|class|attr):`~?\.?([\w.]+)(?:\(\))?`", doc)
    if name.startswith(METHODS + ".") and name.endswith("_"):
        words.insert(0, name[:-1])
    if name.startswith(METHODS + "."):
        words.append("torch." + name.rpartition(".")[2].rstrip("_"))
    for word in words:
        for dotted in (word, "torch." + word):
            last = dotted.rpartition(".")[2]
            try:
                other = inspect.getdoc(found(dotted)) or ""
            except Exception:
                continue
            if ">>>" in other and last.rstrip("_").lower() == name.rpartition(".")[2].rstrip("_").lower():
                return other, last
            if ">>>" in other and "lias" in doc:
                return other, last
    return "", ""


def target(namespace, name, value):
    dotted = f"{namespace}.{name}"
    doc = inspect.getdoc(value) or ""
    kind = "method" if namespace == METHODS else "function"
    signature, forward = signature_of(value), ""
    if isinstance(value, type):
        kind = "module_class"
        signature = signature_of(value)
        forward = signature_of(value.forward).partition(",")[2] if hasattr(value, "forward") else ""
        own = value.__dict__.get("__doc__")
        doc = inspect.cleandoc(own) if own else ""
    elif kind == "method":
        signature = signature.partition(",")[2]
    related, related_name = related_to(dotted, doc)
    return dotted, kind, doc, related, related_name, signature, forward


def is_program(value):
    """A function, a method or a class of modules; other classes compute nothing."""
    if isinstance(value, type):
        return issubclass(value, torch.nn.Module) and value is not torch.nn.Module
    return callable(value) and not isinstance(value, types.ModuleType)


def names_of(namespace, thing):
    own = dir(thing)
    if namespace not in ("torch", METHODS) and hasattr(thing, "__all__"):
        own = thing.__all__
    return sorted(name for name in own if not name.startswith("_"))


def targets_in(namespace):
    thing = found(namespace)
    for name in names_of(namespace, thing):
        value = getattr(thing, name, None)
        if value is None or not is_program(value):
            continue
        origin = getattr(value, "__module__", None) or ""
        if namespace.startswith("torch") and origin.split(".")[0] not in ("torch", "", "builtins"):
            continue
        if origin.startswith("typing") or namespace == "torch" and origin in ("torch.types", "torch._utils_internal"):
            continue
        yield target(namespace, name, value)


def namespaces_below(package):
    """The package and its public packages."""
    yield package
    for one in pkgutil.iter_modules(getattr(found(package), "__path__", [])):
        if one.ispkg and not one.name.startswith("_"):
            try:
                yield from namespaces_below(f"{package}.{one.name}")
            except Exception:
                continue


def decorated_names(file, decorator):
    """The dotted arguments of a decorator, from the file's text alone."""
    with open(file, encoding="utf-8") as text:
        tree = ast.parse(text.read(), file)
    names = []
    for node in ast.walk(tree):
        for one in getattr(node, "decorator_list", []):
            if isinstance(one, ast.Call) and ast.unparse(one.func).rpartition(".")[2] == decorator:
                names += [ast.unparse(argument) for argument in one.args]
    dotted = [name for name in dict.fromkeys(names) if re.fullmatch(r"[A-Za-z_]\w*(\.\w+)+", name)]
    if not dotted:
        raise Refused(f"{file} has no @{decorator}(...) with dotted names, such as torch.log, among its arguments")
    return dotted


def targets(arguments):
    """Tuples of name, kind, docstring, related docstring, its name, signature, forward's; a name alone: not found."""
    if "@" in arguments:
        file, _, decorator = arguments.rpartition("@")
        for dotted in decorated_names(file, decorator):
            namespace, _, name = dotted.rpartition(".")
            try:
                value = found(dotted)
            except Exception as error:
                yield dotted, f"{type(error).__name__}: {error}"
                continue
            yield target(namespace, name, value)
        return
    taken = set()
    for word in arguments.split(","):
        try:
            found(word)
        except Exception as error:
            raise Refused(f"'{word}' cannot be imported: {type(error).__name__}: {error}") from None
        for namespace in [word] if word.split(".")[0] == "torch" else namespaces_below(word):
            for one in targets_in(namespace):
                value = found(one[0])
                # A package shows its own things in several places.
                if not namespace.startswith("torch") and (id(value) in taken or inspect.isbuiltin(value) or (
                        getattr(value, "__module__", "") or "").split(".")[0] != word.split(".")[0]):
                    continue
                taken.add(id(value))
                yield one


def seed():
    random.seed(0)
    torch.manual_seed(0)


def alike(one, other):
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        if one.shape != other.shape or one.dtype != other.dtype:
            return False
        if one.layout != torch.strided or one.is_quantized:
            return True
        return bool(((one == other) | ((one != one) & (other != other))).all())
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, float) and isinstance(other, float):
        return one == other or one != one and other != other
    return type(one) is type(other)


def known_of(value):
    """What phase 1 may write of an argument: a constant, an annotation, or nothing."""
    if isinstance(value, (bool, str, type(None))) or type(value) in (int, float):
        text = repr(value)
        return "" if "inf" in text or "nan" in text else text
    if isinstance(value, (torch.dtype, torch.layout, torch.memory_format)):
        return str(value)
    if type(value) in (tuple, list, torch.Size) and value:
        if all(isinstance(part, torch.Tensor) for part in value):
            inside = ", ".join(["torch.Tensor"] * len(value))
            return ": List[torch.Tensor]" if type(value) is list else f": Tuple[{inside}]"
        parts = [known_of(part) for part in value]
        if all(part and not part.startswith(":") for part in parts):
            return "(" + ", ".join(parts) + ",)" if type(value) is not list else "[" + ", ".join(parts) + "]"
    return ""


def by_keyword(entry, positional, keywords):
    """Calls with names for all arguments, where the signature has such names."""
    called = entry.forward if isinstance(entry, torch.nn.Module) else entry
    try:
        parameters = list(inspect.signature(called).parameters.values())
    except (TypeError, ValueError):
        return
    plain = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    if len(plain) < len(positional):
        return
    seed()
    entry(**dict(zip(plain, positional)), **keywords)


def tried(program, file):
    """Runs the program as JSON says: how far it came, why no further, what its arguments are."""
    stage, known = "built", []
    try:
        names = {"__name__": "program", "__file__": file}
        seed()
        exec(compile(program, file, "exec"), names)
        stage = "ran"
        entry, results = names["entry"], []
        for _ in range(2):
            seed()
            positional, keywords = names["inputs"]()[0]
            known = [known_of(value) for value in positional]
            seed()
            results.append(entry(*positional, **keywords))
        if not alike(*results):
            return json.dumps([stage, "called twice alike it does not give the same twice", known])
        seed()
        positional, keywords = names["inputs"]()[0]
        by_keyword(entry, positional, keywords)
        return json.dumps(["", "", known])
    except BaseException as error:
        lines = str(error).strip().splitlines() or [""]
        return json.dumps([stage, f"{type(error).__name__}: {lines[0][:200]}", known])
