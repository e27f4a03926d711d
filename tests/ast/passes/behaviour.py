"""Runs programs before and after every pass, and after all: results, exceptions and what they log must be the same.

    python behaviour.py PACKAGE_FOLDER

Programs: random ones of a small grammar of jumps (seeded), and the standard library's statistics, textwrap, colorsys,
bisect and heapq, which their own doctests and a few calls exercise. Prints what differs; exit code 1 if anything does.
"""
import contextlib
import doctest
import importlib.util
import io
import random
import sys
import types

PROGRAMS = 250
sys.path.insert(0, sys.argv[1])
from dy2stat import syntax  # noqa: E402


Runtime = syntax.runtime


def indented(lines):
    return ["    " + line for line in lines]


class Generator:
    """Writes a random function whose statements log that they ran, and whose loops end."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def number(self):
        self.count += 1
        return self.count

    def condition(self):
        one = f"c({self.number()})"
        return self.random.choice([one, f"not {one}", f"{one} and c({self.number()})", f"{one} or c({self.number()})", f"{one} < 1 <= c({self.number()})",
                                   f"(c({self.number()}) if {one} else c({self.number()}))"])

    def block(self, depth, loop, final):
        lines = []
        for _ in range(self.random.randint(1, 3)):
            lines += self.statement(depth, loop, final)
        return ["    " + line for line in lines]

    def expression(self):
        """Of a kind that a pass lowers, each part of which logs that it is evaluated."""
        a, b, d = self.number(), self.number(), self.number()
        return self.random.choice([
            f"[log(i) for i in items({a}) if c({b})]",
            f"{{log(i): log({a}) for i in items({b}) for _ in items({d}) if c({a})}}",
            f"sorted({{log({a}) + i for i in items({b})}})",
            f"any(c({a}) for i in items({b}))",
            f"all(c({a}) or log({d}) for i in items({b}))",
            f"(log({a}), sum(log(i) for i in items({b})), log({d}))",
            f"log({a}) + len([i for i in items({b})]) * log({d})",
            f"(log({a}), (v := log({b})), v, [w for w in items({d})])",
            f"f'{{log({a})}}-{{v!r:>{{log({b})}}}}{{log({d})}}'",
            f"pack(log({a}), *[log({b}), v], **{{'key': log({d})}})",
            f"pack(log({a}), *items({b}), [log(i) for i in items({d})])",
            f"(log({a}) < log({b}) < log({d}))",
            f"({a} < v <= {d})",
            f"(v if c({a}) else [v for v in items({b})])",
            "(lambda: v)()",
        ])

    def variable(self):
        name, number = self.random.choice("vw"), self.number()
        return self.random.choice([
            f"{name} = log({number})", f"{name} += log({number})", f"del {name}", f"log({name})",
            f"{name} = {self.expression()}", f"box.a += log({number})", f"box[log({number})] += log({self.number()})",
            f"log({self.expression()})"])

    def statement(self, depth, loop, final):
        simple = ["log", "variable", "variable", "raise", "assert"] + ([] if final else ["return", "return"])
        if loop and not final:
            simple += ["break", "continue"] * 2
        compound = ["if", "if", "if", "while", "for", "try", "with", "match", "walrus"]
        kind = self.random.choice(simple if depth == 0 else simple + compound * 2)
        number = self.number()
        if kind == "variable":
            return [self.variable()]
        if kind == "match":
            body = lambda: self.block(depth - 1, loop, final)  # noqa: E731
            return [f"match log({number}) % 4:", "    case 0 | 3:", *indented(body()), f"    case 1 if c({self.number()}):",
                    *indented(body()), f"    case w if c({self.number()}):", *indented(body())] + (
                        ["    case _:", *indented(body())] if self.random.random() < 0.5 else [])
        if kind == "walrus":
            word = self.random.choice([f"if (w := c({number})):", f"while turns({number}) and (v := c({number})):",
                                       f"while (v := turns({number})):"])
            return [word] + self.block(depth - 1, loop or word.startswith("while"), final)
        if kind in ("log", "return", "raise", "assert", "break", "continue"):
            return {"log": [f"log({number})"], "return": [f"return log({number})"],
                    "raise": [f"if c({number}): raise ValueError({number})"],
                    "assert": [f"assert c({number}) or c({number}), log({number})"],
                    "break": ["break"], "continue": ["continue"]}[kind]
        if kind == "if":
            lines = [f"if {self.condition()}:"] + self.block(depth - 1, loop, final)
            if self.random.random() < 0.5:
                lines += ["else:"] + self.block(depth - 1, loop, final)
            return lines
        if kind in ("while", "for"):
            head = f"for i in items({number}):" if kind == "for" else f"while turns({number}) and {self.condition()}:"
            lines = [head] + self.block(depth - 1, True, False if not final else final)
            if self.random.random() < 0.4:
                lines += ["else:"] + self.block(depth - 1, loop, final)
            return lines
        if kind == "with":
            return [f"with manager({number}):"] + self.block(depth - 1, loop, final)
        lines = ["try:"] + self.block(depth - 1, loop, final)
        clauses = self.random.choice(["except", "finally", "both", "else"])
        if clauses != "finally":
            lines += ["except (ValueError, AssertionError, NameError, TypeError) as error:"] + self.block(depth - 1, loop, final)
        if clauses == "else":
            lines += ["else:"] + self.block(depth - 1, loop, final)
        if clauses in ("finally", "both"):
            lines += ["finally:"] + self.block(depth - 1, False, True)
        return lines

    def function(self):
        self.count = 0
        generator = self.random.random() < 0.2
        body = self.block(3, False, False) + (["    yield log(0)"] if generator else [])
        return "def f(log, c, items, turns, manager, box, pack):\n    \"\"\"Text.\"\"\"\n" + "\n".join(body) + "\n"


class TooLong(BaseException):
    pass


def outcome(source, seed):
    """What happens when the function runs: its log, and its result or exception."""
    choices, logged, turns_left = random.Random(seed), [], {}

    def log(value):
        logged.append(value)
        if len(logged) > 3000:
            raise TooLong
        return value

    def c(number):
        log(("c", number))
        return choices.random() < 0.5

    class Box(dict):
        a = 0

        def __getitem__(self, key):
            log(("get", key))
            return self.get(key, 0)

        def __setitem__(self, key, value):
            log(("set", key))
            super().__setitem__(key, value)

        def __iadd__(self, other):
            return log(("in place", other))

    def pack(*positional, **keywords):
        log(("pack", len(positional)))
        return log((positional, keywords))

    def items(number):
        for k in range(3):
            log(("item", number, k))
            yield k

    def turns(number):
        turns_left[number] = turns_left.get(number, 12) - 1
        return turns_left[number] > 0

    @contextlib.contextmanager
    def manager(number):
        log(("enter", number))
        try:
            yield
        finally:
            log(("exit", number))
            if choices.random() < 0.2:
                raise ValueError("left")

    names = {"ag__": Runtime}
    exec(compile(source, "program", "exec"), names)
    try:
        result = names["f"](log, c, items, turns, manager, Box(), pack)
        if isinstance(result, types.GeneratorType):
            result = ("generator", list(result))
    except (ValueError, AssertionError, NameError, TypeError) as error:
        result = (type(error).__name__, error.args)
    except TooLong:
        result = "too long"
    return result, logged


def check_random_programs():
    different = 0
    for seed in range(PROGRAMS):
        source = Generator(seed).function()
        for passes in [""] + syntax.passes():
            after = syntax.lowered(source.encode(), passes)
            for run in range(6):
                before, now = outcome(source, run), outcome(after, run)
                if before != now:
                    different += 1
                    print(f"program {seed}, passes {passes or 'all'}, run {run}:\n{source}\n-- becomes\n{after}\n"
                          f"-- {before}\n-- {now}")
                    break
            if different > 3:
                return different
    return different


def doctests_of(module, text):
    """What the module's doctests say when the module is made of this text."""
    names = types.ModuleType(module)
    names.ag__ = Runtime
    setattr(names, module, names)  # examples write textwrap.shorten(...)
    exec(compile(text, module, "exec"), names.__dict__)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        results = doctest.testmod(names)
    calls = {
        "colorsys": lambda: [names.rgb_to_hsv(a, b, c) + names.hls_to_rgb(a, b, c) + names.rgb_to_yiq(a, b, c)
                             for a in (0, 0.3, 1) for b in (0.1, 0.5) for c in (0, 0.9)],
        "bisect": lambda: [names.bisect_left([1, 2, 2, 5], x) * 9 + names.bisect_right([1, 2, 2, 5], x) for x in range(7)],
        "heapq": lambda: (names.nlargest(3, [5, 1, 4, 9]), names.nsmallest(2, [5, 1, 4], key=lambda x: -x),
                          list(names.merge([1, 4], [2, 3], reverse=False))),
        "textwrap": lambda: (names.wrap("a lot of words, some-hyphenated, that fill lines " * 4, 23),
                             names.dedent("  a\n    b\n  c\n"), names.shorten("one two three four", 12),
                             names.indent("a\n\nb\n", "> ")),
        "statistics": lambda: (names.median([3, 1, 2]), names.mode("aabbb"), names.quantiles(range(10)),
                               names.stdev([1, 2, 4]), names.NormalDist(1, 2).cdf(0.5)),
    }
    return results, printed.getvalue(), calls[module]()


def check_standard_library():
    different = 0
    for module in ("statistics", "textwrap", "colorsys", "bisect", "heapq"):
        with open(importlib.util.find_spec(module).origin, "rb") as file:
            source = file.read()
        expected = doctests_of(module, source.decode())
        for passes in [""] + syntax.passes():
            found = doctests_of(module, syntax.lowered(source, passes))
            if found != expected:
                different += 1
                print(f"{module}, passes {passes or 'all'}: {found}\n-- was {expected}")
    return different


if __name__ == "__main__":
    sys.exit(1 if check_random_programs() + check_standard_library() else 0)
