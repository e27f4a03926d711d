"""Runs every case of a folder as it is, and lowered after every single pass and after all: both must do the same.

    python cases.py PACKAGE_FOLDER CASES [--only PART_OF_A_NAME] [--passes "KEY KEY"]

Each case runs in a process of its own. Nothing is captured: what is called is the program. Prints what differs; exit code
1 if anything does, or if nothing ran.
"""
import argparse
import os
import pathlib
import pickle
import sys
import traceback
import types
import warnings


def namespace_of(path, code, runtime):
    module = types.ModuleType("program")
    module.__file__ = str(path)
    if runtime:
        module.ag__ = runtime
    sys.modules["program"] = module
    exec(code, module.__dict__)
    return module.__dict__


def entry_of(names, name):
    value = names[name.split(".")[0]]
    for part in name.split(".")[1:]:
        value = getattr(value, part)
    return value


def live_through(path, code, entry, runtime=None):
    """All that the program does: loaded, made, called with each of its input sets, twice."""
    import torch
    from observing import described, outcome
    torch.manual_seed(0)
    names = namespace_of(path, code, runtime)
    called = entry_of(names, entry)
    if isinstance(called, type):
        torch.manual_seed(0)
        called = called(*(names["init"]() if "init" in names else ()))
    outcomes = []
    for _ in range(2):
        torch.manual_seed(0)
        sets = names["inputs"]()
        for one in sets:
            pair = len(one) == 2 and isinstance(one[0], tuple) and isinstance(one[1], dict)
            positional, keywords = one if pair else (one, {})
            outcomes.append(outcome(called, positional, keywords))
    if isinstance(called, torch.nn.Module):
        outcomes.append(described(called))
    return outcomes


def check_case(folder, choices):
    """What differs, as texts; None where the case cannot be run here."""
    from observing import first_difference
    from dy2stat import syntax
    sys.path.insert(0, str(folder))
    path = folder / "program.py"
    source = path.read_bytes()
    entry = next(line.split('"')[1] for line in (folder / "case.toml").read_text().splitlines()
                 if line.startswith("entry"))
    plain = compile(source, str(path), "exec", dont_inherit=True)
    try:
        before, again = (live_through(path, plain, entry) for _ in range(2))
    except Exception:
        return None
    if first_difference(before, again):
        return None  # it does something else each time
    problems = []
    for passes in choices:
        try:
            after = live_through(path, syntax.lowered_code(source, str(path), passes), entry, syntax.runtime)
            difference = first_difference(before, after)
        except Exception:
            difference = traceback.format_exc()
        if difference:
            problems.append(f"{folder.parent.name}/{folder.name} after {passes or 'all passes'}: {difference}\n")
    return problems


def in_a_child(work, *arguments):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(*arguments), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else ["the process died\n"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("package")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--passes")
    options = parser.parse_args()
    sys.path[:0] = [options.package, str(pathlib.Path(__file__).parent)]
    warnings.simplefilter("ignore")
    import torch
    from dy2stat import syntax
    torch.set_num_threads(1)
    choices = [options.passes] if options.passes is not None else ["", *syntax.passes()]
    count = skipped = 0
    problems = []
    for toml in sorted(options.cases.glob("*/*/case.toml")):
        name = f"{toml.parent.parent.name}/{toml.parent.name}"
        if options.only not in name:
            continue
        found = in_a_child(check_case, toml.parent, choices)
        count += found is not None
        skipped += found is None
        for problem in found or ():
            print(problem, end="", flush=True)
        problems += found or ()
    print(f"{count} cases with {len(choices)} choices of passes: {len(problems)} differences; "
          f"{skipped} cases left out (they need what is not here, or do something else each time)")
    return 1 if problems or not count else 0


if __name__ == "__main__":
    sys.exit(main())
