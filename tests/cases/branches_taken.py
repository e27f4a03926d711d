"""Runs cases eagerly, and prints every branch and every exit of a loop that none of a case's input sets takes.

usage: branches_taken.py CASE-FOLDER...

Looked at are: both answers of every condition (if, while, assert, conditional expression, operand of `and` or `or`,
condition of a comprehension), a loop's body and its end, break, continue, return and raise, except clauses and the
cases of a match, in every function of program.py but inputs(), bench_inputs(), dynamic_shapes(), init() and __init__.
What cannot be taken on purpose is marked in the program by a comment on its line: `# never true: why`, or
`# never: why` for whatever it is.
"""
import ast
import contextlib
import importlib.util
import io
import re
import sys
import tomllib
from pathlib import Path

import torch

JUMPS = (ast.Break, ast.Continue, ast.Return, ast.Raise)


class Instrumentation(ast.NodeTransformer):
    """Puts a call that notes what happens at every point where a program's path divides."""

    def __init__(self, source):
        self.source = source
        self.wanted = {}  # (number of the point, outcome): (line, text) of all that some input set should make happen

    def point(self, node, *outcomes):
        number = len(self.wanted)
        text = ast.get_source_segment(self.source, node) or ""
        for outcome in outcomes:
            self.wanted[number, outcome] = node.lineno, text.partition("\n")[0]
        return number

    def call(self, name, node, *arguments):
        function = ast.Name(f"branches_{name}", ast.Load())  # no leading underscores: classes would mangle them
        call = ast.Call(function, [*map(ast.Constant, arguments[:-1]), arguments[-1]], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))

    def condition(self, node):
        if isinstance(node, ast.Constant):
            return node
        if isinstance(node, ast.BoolOp):
            node.values = [*map(self.condition, node.values)]
            return node
        number = self.point(node, "true", "false")
        return self.call("condition", node, number, self.visit(node))

    def mark(self, node, outcome, body):
        number = self.point(node, outcome)
        return [ast.copy_location(ast.Expr(self.call("reached", node, number, ast.Constant(outcome))), node), *body]

    def visit_FunctionDef(self, node):
        if node.name in ("inputs", "bench_inputs", "dynamic_shapes", "init", "__init__"):
            return node
        docstring = [node.body.pop(0)] if ast.get_docstring(node, clean=False) is not None else []
        self.generic_visit(node)
        node.body = docstring + self.mark(node, "called", node.body)
        return node

    def visit_If(self, node):
        test = self.condition(node.test)
        node.test = ast.Constant(None)  # visited already
        self.generic_visit(node)
        node.test = test
        return node

    visit_While = visit_Assert = visit_IfExp = visit_If

    def visit_BoolOp(self, node):  # one that is no condition: its last operand is a value and decides nothing
        node.values = [*map(self.condition, node.values[:-1]), self.visit(node.values[-1])]
        return node

    def visit_comprehension(self, node):
        node.target, node.iter = self.visit(node.target), self.visit(node.iter)
        node.ifs = [*map(self.condition, node.ifs)]
        return node

    def visit_For(self, node):
        number = self.point(node.iter, "entered", "exhausted")
        self.generic_visit(node)
        node.iter = self.call("rounds", node.iter, number, node.iter)
        return node

    def visit_ExceptHandler(self, node):
        self.generic_visit(node)
        node.body = self.mark(node, "reached", node.body)
        return node

    def visit_match_case(self, node):
        first = node.body[0]
        self.generic_visit(node)
        node.body = self.mark(first, "reached", node.body)
        return node

    def generic_visit(self, node):
        super().generic_visit(node)
        for field in ("body", "orelse", "finalbody"):
            statements = getattr(node, field, None)
            if isinstance(statements, list):
                setattr(node, field, [new for old in statements for new in self.jump(old)])
        return node

    def jump(self, node):
        return self.mark(node, "reached", [node]) if isinstance(node, JUMPS) else [node]


def load(path, instrumentation, happened):
    """The module of a program, instrumented; what happens when it runs is added to `happened`."""
    tree = ast.fix_missing_locations(instrumentation.visit(ast.parse(instrumentation.source)))

    def condition(number, value):
        happened.add((number, "true" if value else "false"))
        return value

    def reached(number, outcome):
        happened.add((number, outcome))

    def rounds(number, iterable):
        for item in iterable:
            happened.add((number, "entered"))
            yield item
        happened.add((number, "exhausted"))

    module = importlib.util.module_from_spec(importlib.util.spec_from_file_location("program", path))
    sys.modules["program"] = module
    module.__dict__.update(branches_condition=condition, branches_reached=reached, branches_rounds=rounds)
    exec(compile(tree, str(path), "exec"), module.__dict__)
    return module


def input_set(value):
    if not isinstance(value, tuple):
        return (value,), {}
    if len(value) == 2 and isinstance(value[0], tuple) and isinstance(value[1], dict):
        return value
    return value, {}


def entry_of(module, name):
    entry = module
    for part in name.split("."):
        entry = getattr(entry, part)
    if isinstance(entry, type) and issubclass(entry, torch.nn.Module):
        positional, keywords = input_set(module.init()) if hasattr(module, "init") else ((), {})
        entry = entry(*positional, **keywords)
    return entry


def wants_gradient(value):
    if isinstance(value, torch.Tensor) and value.is_floating_point():
        return value.detach().requires_grad_() * 1  # no leaf, so that it may be written to
    return value


def run_backward(result):
    for item in result if isinstance(result, (list, tuple)) else [result]:
        if isinstance(item, torch.Tensor) and item.requires_grad:
            item.sum().backward()


def call_on_every_input_set(module, entry):
    """Two rounds, as some programs remember; the second one with gradients, whose functions have branches as well."""
    for prepare, finish in ((lambda value: value, lambda result: None), (wants_gradient, run_backward)):
        torch.manual_seed(0)
        sets = [input_set(value) for value in module.inputs()]
        for positional, keywords in sets:
            torch.manual_seed(0)
            try:
                finish(entry(*map(prepare, positional), **{name: prepare(value) for name, value in keywords.items()}))
            except Exception:  # raising is one of the things that an input set may be there for
                pass
    return len(sets)


def excused(line, outcome):
    return re.search(rf"# never( {outcome})?: \S", line) is not None


def problems(folder):
    """Yields (line, what) of everything that is not taken; nothing for a case whose packages are not installed."""
    case = tomllib.loads((folder / "case.toml").read_text())
    if any(importlib.util.find_spec(package) is None for package in case.get("requires", [])):
        return
    source = (folder / "program.py").read_text()
    instrumentation, happened = Instrumentation(source), set()
    with contextlib.redirect_stdout(io.StringIO()):
        module = load(folder / "program.py", instrumentation, happened)
        torch.manual_seed(0)
        count = call_on_every_input_set(module, entry_of(module, case["entry"]))
    if count < 2:
        yield 1, f"there is only {count} input set; two or more are wanted"
    missing = [(line, number, outcome, text) for (number, outcome), (line, text) in instrumentation.wanted.items()
               if (number, outcome) not in happened and not excused(source.splitlines()[line - 1], outcome)]
    for line, number, outcome, text in sorted(missing):
        yield line, f"never {outcome}: {text}"


def main(folders):
    found = 0
    for folder in map(Path, folders):
        for line, what in problems(folder):
            print(f"{folder / 'program.py'}:{line}: {what}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
