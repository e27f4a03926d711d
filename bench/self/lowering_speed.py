"""Measures how fast programs are lowered, by the Python that runs this, and against AutoGraph.

    python lowering_speed.py PACKAGE_FOLDER AUTOGRAPH_PYTHON [--functions 200]

PACKAGE_FOLDER holds the package dy2stat; AUTOGRAPH_PYTHON is an interpreter that imports tensorflow. Both lower the same
functions, which have distinct code and 18 lines: source to tree, all passes, tree to source. Ours is also compiled, as
AutoGraph's is. Both are warm: they have lowered other functions before. Times are the process's, not the clock's, so that
what else runs on the machine does not count. Prints the median and the slowest of either, what
each pass costs, and how the time grows with a function's length; then the figures with what is asked of them. Exit code
1 if one is not met.

    python lowering_speed.py --autograph FOLDER

is the other side: converts function `f` of every module in FOLDER, and prints the seconds of each as a JSON list.
"""
import argparse
import ast
import importlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

TIMES_AS_FAST, LONGEST_DOUBLING = 100, 2.2  # what is asked
WARMING = 5  # functions that are lowered before the time counts
LENGTHS = [10 * 2 ** k for k in range(11)]  # statements: 10 to 10,240

# Eighteen lines in which every statement that AutoGraph lowers occurs; {k} makes the code distinct.
FUNCTION = '''\
def f(x, n, limit_{k}=1{k}.5):
    total = 0.0
    for i in range(n):
        if i % {odd} == 0:
            continue
        if x > {k} and total < limit_{k}:
            total = total + x
        else:
            total = total - x
        while total > limit_{k}:
            total = total - {odd}
            if not total > -{odd} or 0 < total < {k}:
                break
    assert total == total, "nan {k}"
    values_{k} = [total, x]
    if values_{k}[0] > {k}:
        return values_{k}[0]
    return x if total > 0 else {k}
'''


def function_source(k):
    return FUNCTION.format(k=k, odd=2 * k + 3)


def function_of(statements):
    """A function with so many statements, or a few more: blocks of ten, one after the other."""
    block = """\
    for i{k} in range(n):
        if i{k} > {k}:
            continue
        x = x + i{k}
        while x > {k}:
            x = x - 1
            if x < n:
                break
    y{k} = x if x > n else n
    assert y{k} == y{k}
"""
    return "def f(x, n):\n" + "".join(block.format(k=k) for k in range(max(1, statements // 10))) + "    return x\n"


def seconds_of(action):
    begun = time.process_time()
    action()
    return time.process_time() - begun


def autograph(folder):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow
    sys.path.insert(0, folder)
    modules = [importlib.import_module(path.stem) for path in sorted(pathlib.Path(folder).glob("*.py"))]
    print(json.dumps([seconds_of(lambda: tensorflow.autograph.to_code(module.f)) for module in modules]))


def seconds_of_autograph(python, sources):
    with tempfile.TemporaryDirectory() as folder:
        for k, source in enumerate(sources):
            pathlib.Path(folder, f"program_{k:04}.py").write_text(source)
        ended = subprocess.run([python, __file__, "--autograph", folder], capture_output=True, text=True)
        if ended.returncode:
            sys.exit(f"lowering_speed.py: {python} could not run AutoGraph:\n{ended.stderr}")
        return json.loads(ended.stdout.splitlines()[-1])


def lower(syntax, source):
    return compile(syntax.lowered(source.encode()), "<lowered>", "exec")


def fastest(action, times=5):
    return min(seconds_of(action) for _ in range(times))


def print_passes(syntax, sources):
    """Of each pass alone, with reading and printing; and these without any pass."""
    print(f"\n{'pass alone':<28} {'ms a function':>14}")
    for key in ["", *syntax.passes()]:
        ways = [(lambda: syntax.lowered(source.encode(), key)) if key else (lambda: syntax.printed(source.encode()))
                for source in sources]
        milliseconds = statistics.median(seconds_of(way) for way in ways) * 1e3
        print(f"{key or 'none: read and print':<28} {milliseconds:>14.3f}")


def growth(syntax):
    """Prints seconds by length, and returns the greatest ratio of a length's to the half's."""
    print(f"\n{'statements':>10} {'ms':>9} {'us a statement':>15} {'doubling costs':>15} {'of CPython’s ast.parse':>23}")
    greatest, before, parsing_before = 0.0, None, None
    for statements in LENGTHS:
        source = function_of(statements).encode()
        seconds, parsing = fastest(lambda: syntax.lowered(source)), fastest(lambda: ast.parse(source))
        ratio, of_parsing = (seconds / before, parsing / parsing_before) if before else (0.0, 0.0)
        greatest, before, parsing_before = max(greatest, ratio), seconds, parsing
        print(f"{statements:>10} {seconds * 1e3:>9.3f} {seconds / statements * 1e6:>15.2f} "
              f"{f'{ratio:.2f}' if ratio else '':>15} {f'{of_parsing:.2f}' if of_parsing else '':>23}")
    return greatest


def main():
    parser = argparse.ArgumentParser(description="How fast programs are lowered, against AutoGraph.")
    parser.add_argument("package_folder")
    parser.add_argument("autograph_python")
    parser.add_argument("--functions", type=int, default=200)
    chosen = parser.parse_args()
    sys.path.insert(0, chosen.package_folder)
    from dy2stat import syntax

    sources = [function_source(k) for k in range(chosen.functions + WARMING)]
    ours = [seconds_of(lambda: lower(syntax, source)) for source in sources][WARMING:]
    theirs = seconds_of_autograph(chosen.autograph_python, sources)[WARMING:]
    print(f"{len(ours)} functions of {len(sources[0].splitlines())} lines, {len(syntax.passes())} passes")
    print(f"{'ms a function':<16} {'median':>9} {'fastest':>9} {'slowest':>9}")
    for name, seconds in (("dy2stat", ours), ("AutoGraph", theirs)):
        print(f"{name:<16} {statistics.median(seconds) * 1e3:>9.3f} {min(seconds) * 1e3:>9.3f} {max(seconds) * 1e3:>9.3f}")
    print_passes(syntax, sources[WARMING:])
    greatest = growth(syntax)
    times = statistics.median(theirs) / statistics.median(ours)
    met = times >= TIMES_AS_FAST, greatest <= LONGEST_DOUBLING
    print(f"\n{times:.0f} times as fast as AutoGraph in the median (at least {TIMES_AS_FAST}): {'met' if met[0] else 'NOT met'}")
    print(f"doubling a function's length costs {greatest:.2f} times at most (at most {LONGEST_DOUBLING}): "
          f"{'met' if met[1] else 'NOT met'}")
    sys.exit(not all(met))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--autograph"]:
        autograph(sys.argv[2])
    else:
        main()
