"""The code of a file by way of our tree must be the code that Python makes of it: instructions, constants, names, lines.

    python compiled.py PACKAGE_FOLDER FILE_OR_FOLDER...

Prints the files where it is not; exit code 1 if there are any.
"""
import pathlib
import sys
import types
import warnings

sys.path.insert(0, sys.argv[1])
from dy2stat import syntax  # noqa: E402


def facts(code):
    """All that decides what the code does and where it says that it does so."""
    constants = [facts(one) if isinstance(one, types.CodeType) else
                 sorted(map(repr, one)) if isinstance(one, frozenset) else repr(one) for one in code.co_consts]
    positions = list(code.co_positions()) if hasattr(code, "co_positions") else list(code.co_lnotab)
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags,
            code.co_name, code.co_firstlineno, positions)


def files_in(paths):
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def main():
    warnings.simplefilter("ignore")
    count = different = 0
    for path in files_in(sys.argv[2:]):
        source = path.read_bytes()
        try:
            expected = compile(source, str(path), "exec", dont_inherit=True)
        except SyntaxError:
            continue
        count += 1
        if facts(syntax.compiled(source, str(path))) != facts(expected):
            different += 1
            print(f"{path}: other code")
    print(f"{count} files, {different} with other code")
    return 1 if different or not count else 0


if __name__ == "__main__":
    sys.exit(main())
