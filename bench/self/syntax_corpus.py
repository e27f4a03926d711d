"""Holds dy2stat.syntax against CPython's own ast and symtable, file by file, on the Python that runs this.

    python syntax_corpus.py PACKAGE_FOLDER [--sample] [--only tree|scopes] [FILE_OR_FOLDER]...

PACKAGE_FOLDER holds the package dy2stat. Without files: the standard library, and every package beside torch where the
interpreter has one. --sample takes 100 files of the standard library, always the same, and torch.nn.

tree    source -> tree -> source, which ast.parse must read as the same tree (ast.dump without positions); timed against
        ast.unparse(ast.parse(source)).
scopes  of every scope, what each name in it is (local, cell, free, global, implicit) and what is done with it, against
        the module symtable. Up to Python 3.11: later ones inline comprehensions, and their symtable shows it.

Files that ast.parse refuses, or that compile() refuses, are counted apart; so are those that ast.unparse itself cannot
print. Prints what differs, and the counts. Exit code 1 if anything differs.
"""
import argparse
import ast
import importlib.util
import os
import sys
import sysconfig
import time
import warnings

SKIPPED = {"__pycache__", "site-packages", "dist-packages"}


def python_files(folder):
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        found += [os.path.join(base, name) for name in sorted(names) if name.endswith(".py")]
    return found


def standard_library():
    return python_files(sysconfig.get_path("stdlib"))


def torch_folder():
    spec = importlib.util.find_spec("torch")
    return os.path.dirname(spec.origin) if spec and spec.origin else None


def torch_packages():
    """All that is installed beside torch; of Debian's common folder only what is torch's."""
    folder = torch_folder()
    if folder is None:
        return []
    beside = os.path.dirname(folder)
    if os.path.basename(beside) == "site-packages":
        return python_files(beside)
    return [file for name in ("torch", "torchgen", "functorch", "caffe2") for file in python_files(os.path.join(beside, name))]


def sample():
    files = standard_library()
    chosen = [files[k * len(files) // 100] for k in range(100)]
    folder = torch_folder()
    return chosen + (python_files(os.path.join(folder, "nn")) if folder else [])


def chosen_files(paths):
    files = []
    for path in paths:
        files += python_files(path) if os.path.isdir(path) else [path]
    return files


def now():
    return time.perf_counter()


class Counts:
    def __init__(self):
        self.files = self.bytes = self.refused = self.not_timed = self.not_compiled = 0
        self.trees = self.same_trees = 0
        self.python_seconds = self.tree_seconds = 0.0
        self.scoped_files = self.same_scopes = self.scopes = self.symbols = 0

    def text(self):
        lines = [f"Python {sys.version.split()[0]}: {self.files} files, {self.bytes / 1e6:.1f} MB; "
                 f"{self.refused} refused by ast.parse, {self.not_compiled} by compile()"]
        if self.trees:
            lines.append(f"tree: {self.same_trees} of {self.trees} files are the same after source -> tree -> source; "
                         f"{self.tree_seconds:.1f} s where ast.parse and ast.unparse take {self.python_seconds:.1f} s "
                         f"({self.tree_seconds / max(self.python_seconds, 1e-9):.2f}; {self.not_timed} not timed)")
        if self.scoped_files:
            lines.append(f"scopes: {self.same_scopes} of {self.scoped_files} files are as symtable has them: "
                         f"{self.scopes} scopes, {self.symbols} names")
        elif sys.version_info >= (3, 12):
            lines.append("scopes: not compared, for this Python's symtable shows comprehensions inlined")
        return "\n".join(lines)


def check_tree(syntax, source, tree, path, counts):
    counts.trees += 1
    begin = now()
    try:
        ast.unparse(ast.parse(source))
    except (RecursionError, ValueError) as error:
        counts.not_timed += 1
        print(f"{path}: not timed, ast.unparse raises {type(error).__name__}: {error}")
    else:
        between = now()
        syntax.printed(source)
        counts.python_seconds += between - begin
        counts.tree_seconds += now() - between
    try:
        printed = syntax.printed(source)
        again = ast.parse(printed.encode("utf-8", "surrogatepass"))
    except (ValueError, SyntaxError) as error:
        print(f"{path}: {type(error).__name__}: {error}")
        return
    expected = ast.dump(tree)
    if ast.dump(again) == expected:
        counts.same_trees += 1
    else:
        print(f"{path}: another tree")


def names_of(kind):
    """The name that symtable gives to a scope without one of its own."""
    return {"<listcomp>": "listcomp", "<setcomp>": "setcomp", "<dictcomp>": "dictcomp", "<genexpr>": "genexpr",
            "<lambda>": "lambda", "<module>": "top"}.get(kind, kind)


def words_of(flags, symtable):
    binding = {1: "local", 2: "global", 3: "implicit", 4: "free", 5: "cell"}[
        flags >> symtable.SCOPE_OFF & symtable.SCOPE_MASK]
    of = [(symtable.DEF_PARAM, "parameter"), (symtable.DEF_LOCAL, "assigned"), (symtable.DEF_IMPORT, "imported"),
          (symtable.DEF_ANNOT, "annotated"), (symtable.USE, "referenced"), (symtable.DEF_GLOBAL, "declared_global"),
          (8, "declared_nonlocal")]
    return " ".join([binding] + [word for flag, word in of if flags & flag])


def compare_scopes(ours, theirs, symtable, where, counts, problems):
    _, name, line, _, symbols, children = ours
    counts.scopes += 1
    counts.symbols += len(theirs.symbols)
    where = f"{where}.{name}"
    if (names_of(name), line) != (theirs.name, theirs.lineno):
        problems.append(f"{where} at line {line} is symtable's {theirs.name} at line {theirs.lineno}")
        return
    expected = {name: words_of(flags, symtable) for name, flags in theirs.symbols.items()}
    for name in sorted(expected.keys() | symbols.keys()):
        if expected.get(name) != symbols.get(name):
            problems.append(f"{where}: {name} is {symbols.get(name)!r}, symtable says {expected.get(name)!r}")
    if len(children) != len(theirs.children):
        problems.append(f"{where} has {len(children)} scopes within, symtable says {len(theirs.children)}")
        return
    for our_child, their_child in zip(in_order(children), sorted(theirs.children, key=by_place)):
        compare_scopes(our_child, their_child, symtable, where, counts, problems)


def by_place(entry):
    return entry.lineno, entry.name


def in_order(children):
    return sorted(children, key=lambda child: (child[2], names_of(child[1])))


def check_scopes(syntax, source, path, counts):
    import _symtable
    theirs = _symtable.symtable(source, path, "exec")
    counts.scoped_files += 1
    problems = []
    try:
        compare_scopes(syntax.scopes(source), theirs, _symtable, "", counts, problems)
    except (ValueError, SyntaxError) as error:
        problems.append(f"{type(error).__name__}: {error}")
    counts.same_scopes += not problems
    for problem in problems[:5]:
        print(f"{path}: {problem}")


def check(syntax, path, only, counts):
    with open(path, "rb") as file:
        source = file.read()
    counts.files += 1
    counts.bytes += len(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        counts.refused += 1
        print(f"{path}: refused by ast.parse: {error}")
        return
    if only != "scopes":
        check_tree(syntax, source, tree, path, counts)
    if only != "tree" and sys.version_info < (3, 12):
        try:
            compile(source, path, "exec", dont_inherit=True)
        except SyntaxError as error:
            counts.not_compiled += 1
            print(f"{path}: refused by compile(): {error}")
        else:
            check_scopes(syntax, source, path, counts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--only", choices=["tree", "scopes"])
    options = parser.parse_args()
    sys.path.insert(0, options.folder)
    from dy2stat import syntax
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    files = sample() if options.sample else chosen_files(options.paths) or standard_library() + torch_packages()
    counts = Counts()
    for path in files:
        check(syntax, path, options.only, counts)
    print(counts.text())
    return 0 if counts.same_trees == counts.trees and counts.same_scopes == counts.scoped_files else 1


if __name__ == "__main__":
    sys.exit(main())
