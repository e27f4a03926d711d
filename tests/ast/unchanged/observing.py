"""What calls do, as values that can be compared: results, exceptions, what is left of arguments and state, output."""
import contextlib
import io
import os
import re
import tempfile
import types

import torch

DEPTH = 12


def described(value, depth=DEPTH, seen=None):
    """Equal for values that a program cannot tell apart; addresses and identities of their own are left out."""
    seen = seen or {}
    if id(value) in seen:
        return ("again", seen[id(value)])
    if isinstance(value, (type(None), bool, int, float, complex, str, bytes, torch.dtype, torch.device)):
        return (type(value).__name__, without_addresses(repr(value)))
    if depth == 0:
        return ("deep", type(value).__name__)
    seen = {**seen, id(value): len(seen)}
    inner = lambda one: described(one, depth - 1, seen)  # noqa: E731
    if isinstance(value, torch.Tensor):
        return tensor_described(value)
    if isinstance(value, dict):
        return (type(value).__name__, [(inner(key), inner(one)) for key, one in value.items()])
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, [inner(one) for one in value])
    if isinstance(value, (set, frozenset)):
        return (type(value).__name__, sorted(repr(inner(one)) for one in value))
    if isinstance(value, (types.FunctionType, types.BuiltinFunctionType, type, types.ModuleType)):
        return (type(value).__name__, getattr(value, "__qualname__", value.__name__))
    if isinstance(value, types.GeneratorType):
        return ("generator", [inner(one) for one in value])
    if isinstance(value, torch.nn.Module):
        return (type(value).__name__, value.training, inner(dict(value.__dict__)))
    if hasattr(value, "__dict__"):
        return (type(value).__qualname__, inner(dict(value.__dict__)))
    return (type(value).__qualname__, without_addresses(repr(value)))


def tensor_described(value):
    facts = (type(value).__name__, str(value.dtype), str(value.layout), tuple(value.shape), value.requires_grad,
             value.grad_fn.name() if value.grad_fn is not None else None)
    if value.layout != torch.strided or value.is_quantized or value.is_meta:
        return (*facts, without_addresses(repr(value)))
    content = value.detach().resolve_conj().resolve_neg().contiguous()
    return (*facts, value.stride(), bytes(content.reshape(-1).view(torch.uint8).tolist()) if content.numel() else b"")


def without_addresses(text):
    return re.sub(r"0x[0-9a-f]+", "0x…", text)


@contextlib.contextmanager
def captured_output():
    """Everything written to file descriptor 1 and to sys.stdout, as text in the list that it hands out."""
    text = []
    with tempfile.TemporaryFile() as file:
        kept = os.dup(1)
        os.dup2(file.fileno(), 1)
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                yield text
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            file.seek(0)
            text += [printed.getvalue(), file.read().decode(errors="replace")]


def outcome(call, positional, keywords):
    """What one call does."""
    torch.manual_seed(0)
    with captured_output() as output:
        try:
            result = ("returned", described(call(*positional, **keywords)))
        except Exception as error:  # whatever the program raises is what is compared
            result = ("raised", type(error).__qualname__, without_addresses(str(error)),
                      type(error.__cause__).__qualname__, type(error.__context__).__qualname__)
    return result, described((positional, keywords)), output


def first_difference(before, after, path=""):
    """Where the two differ, as a text; empty if they do not."""
    if type(before) is type(after) and isinstance(before, (list, tuple)):
        if len(before) != len(after):
            return f"{path}: {len(before)} parts became {len(after)}: {str(before)[:300]} -- {str(after)[:300]}"
        for number, (one, other) in enumerate(zip(before, after)):
            found = first_difference(one, other, f"{path}[{number}]")
            if found:
                return found
        return ""
    return "" if before == after else f"{path}: {str(before)[:300]} became {str(after)[:300]}"
