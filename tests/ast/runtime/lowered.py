"""Functions of a running program, lowered: they keep their cells, globals, defaults, names and lines.

    python lowered.py PACKAGE_FOLDER

Raises where something is not so.
"""
import linecache
import sys
import traceback

sys.path.insert(0, sys.argv[1])
from dy2stat import syntax  # noqa: E402

GLOBAL = 5


def make(start):
    count = start

    def counter(xs, least=3, *, step=start):
        """Counts."""
        nonlocal count
        for x in xs:
            if x > least:
                count += step / (x - 9)

                def within():
                    return GLOBAL
        return count, within

    return counter


class Private:
    def __init__(self, value):
        self.__value = value

    def value(self, again):
        if again:
            self.__value += 1
        return self.__value, __class__

    @staticmethod
    def count(n):
        """Of a static method."""
        while n > 10:
            n -= 1
        return n


def equal(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def check_function_facts(passes):
    original = make(2)
    original.attribute = "kept"
    lowered = syntax.lowered_function(original, passes)
    for name in ("__name__", "__qualname__", "__module__", "__doc__", "__defaults__", "__kwdefaults__", "__annotations__",
                 "__dict__", "__globals__"):
        equal(getattr(lowered, name), getattr(original, name))
    equal((lowered.__code__.co_filename, lowered.__code__.co_firstlineno),
          (original.__code__.co_filename, original.__code__.co_firstlineno))
    equal([lowered([10, 1, 11])[0], original([10])[0], lowered([10], step=1)[0]], [5.0, 7.0, 8.0])  # one cell
    within = lowered([10])[1]
    equal((within.__qualname__, within()), ("make.<locals>.counter.<locals>.within", 5))
    equal(Private.count.__doc__, syntax.lowered_function(Private.count, passes).__doc__)
    equal(syntax.lowered_function(Private.count, passes)(13), 10)
    equal(syntax.lowered_function(Private.value, passes)(Private(1), True), (2, Private))


def lines_of(error):
    return [(one.name, one.lineno, one.line, getattr(one, "colno", None)) for one in
            traceback.extract_tb(error.__traceback__)[1:]]


def raised(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def check_tracebacks(passes):
    original, lowered = make(2), syntax.lowered_function(make(2), passes)
    expected, found = raised(original, [10, 9]), raised(lowered, [10, 9])
    equal((type(found), str(found)), (type(expected), str(expected)))
    for name, line, text, _ in lines_of(found):  # all lines are the user's, in the function they belong to
        equal((name, text), ("counter", linecache.getline(__file__, line).strip()))
    syntax.show_user_code(found)
    equal(lines_of(found), lines_of(expected))
    equal(found.__traceback__.tb_next.tb_frame.f_locals["x"], 9)  # what a debugger shows


def check_errors():
    for function, words in ((len, "only functions written in Python can be lowered"),
                            (lambda x: x, "a lambda (" + __file__ + ", line "),
                            (eval("lambda: 0"), "a lambda (<string>, line 1) cannot be lowered")):
        equal(str(raised(syntax.lowered_function, function))[:len(words)], words)
    names = {}
    exec("def f():\n    pass\n", names)
    equal(str(raised(syntax.lowered_function, names["f"])), "there is no source of <string> to lower")
    exec(compile("\n\ndef f():\n    pass\n", __file__, "exec"), names)
    equal(str(raised(syntax.lowered_function, names["f"])),
          f"there is no function 'f' in line 3 of {__file__}: the file is not what was loaded")


def check_operators():
    """What is called wrongly says so; what holds no value raises as Python does."""
    ag = syntax.runtime
    equal(repr(ag.Undefined("x")), "<x has no value>")

    def unbound():
        if GLOBAL == 0:
            x = 1
        return x

    def unbound_within():
        if GLOBAL == 0:
            x = 1
        return (lambda: x)()

    for function, load in ((unbound, ag.ld), (unbound_within, ag.ld_free)):
        expected, found = raised(function), raised(load, ag.Undefined("x"))
        equal((type(found), str(found)), (type(expected), str(expected)))
    equal(ag.ld(7), 7)
    assert "ag__.if_stmt was called with 1 arguments" in str(raised(ag.if_stmt, 1))
    equal(list(ag.until(iter([1, 2]), lambda: False)), [1, 2])
    equal([ag.and_(0, None), ag.and_(1, lambda: 2), ag.or_(1, None), ag.or_(0, lambda: 2), ag.not_(0)], [0, 2, 1, 2, True])
    error = raised(ag.assert_stmt, False, lambda: (1, 2))
    equal((type(error), error.args), (AssertionError, ((1, 2),)))
    equal(raised(ag.assert_stmt, False).args, ())


if __name__ == "__main__":
    for keys in ("", *syntax.passes()):
        check_function_facts(keys)
        check_tracebacks(keys)
    check_errors()
    check_operators()
