"""What the level `operator` records of programs."""
import os
import signal
import threading

import torch
import torch.nn.functional as F
from support import check, main, names, record

from dy2stat import calls


@check
def operators_have_overloads_and_nest():
    def program():
        F.linear(torch.ones(1, 2), torch.ones(3, 2), torch.ones(3)) + 1
    found = record(program, level="operator")
    nested = [(one["depth"], one["detailed_name"]) for api, one in found if api != "aten::empty"]
    assert (0, "aten::linear") in nested and (1, "aten::addmm") in nested and (0, "aten::add.Tensor") in nested, nested
    assert "source" not in found[0][1]


@check
def operators_have_source_lines_where_asked():
    def program():
        return torch.ones(2).sum()
    found = record(program, level="operator", source_lines=True)
    line = program.__code__.co_firstlineno + 1
    assert all(one["source"] == f"{__file__}:{line}" for api, one in found), found


@check
def operators_of_graphs_backward_and_custom_ones_are_recorded():
    library = torch.library.Library("dy2stat_calls", "DEF")
    library.define("twice(Tensor x) -> Tensor")
    library.impl("twice", lambda x: x * 2, "CPU")
    scripted = torch.jit.script(sines)

    def program():
        x = torch.ones(2, requires_grad=True)
        scripted(x, 3).sum().backward()
        torch.ops.dy2stat_calls.twice(torch.ones(2))
    found = names(record(program, level="operator"))
    assert found.count("aten::sin") == 3 and found.count("aten::cos") == 3, found
    assert found.count("dy2stat_calls::twice") == 1, found


@check
def operators_of_threads_are_recorded_whenever_they_began():
    go, x = threading.Event(), torch.ones(2)

    def work(wait):
        if wait:
            go.wait()
        for _ in range(100):
            torch.neg(x)
    before = threading.Thread(target=work, args=(True,))
    before.start()

    def program():
        threads = [threading.Thread(target=work, args=(False,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        go.set()
        for thread in threads + [before]:
            thread.join()
    found = record(program, level="operator")
    assert names(found) == 400 * ["aten::neg"], len(found)
    assert len({one["thread"] for api, one in found}) == 4


@check
def operators_of_forked_children_are_recorded_however_these_end():
    def program():
        for ending in ["exit", "kill", "abort"]:
            if os.fork() == 0:
                torch.zeros(1)
                if ending == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                os._exit(0) if ending == "exit" else os.abort()
            os.wait()
        torch.ones(1)
    found = [(api, one["process"]) for api, one in record(program, level="operator") if api in ("aten::zeros", "aten::ones")]
    assert [api for api, process in found] == 3 * ["aten::zeros"] + ["aten::ones"], found
    assert len({process for api, process in found}) == 4, found


@check
def operators_in_generators_and_without_gradients_are_recorded():
    x = torch.ones(2, requires_grad=True)

    def doubled():
        with torch.no_grad():
            for _ in range(3):
                yield x * 2
    found = record(lambda: list(doubled()), level="operator")
    assert names(found).count("aten::mul") == 3, names(found)
    assert not [one for api, one in found if api == "aten::mul" and one["result"]["requires_grad"]], found


def sines(x, n: int):
    for _ in range(n):
        x = torch.sin(x)
    return x


@check
def operators_that_raise_are_recorded():
    def program():
        try:
            torch.ones(2) @ torch.ones(3)
        except RuntimeError:
            pass
        torch.ones(1)
    found = record(program, level="operator")
    raised = [one["detailed_name"] for api, one in found if one.get("raised")]
    assert raised[0] == "aten::matmul" and "aten::ones" not in raised, raised
    assert found[-1][1]["depth"] == 1, found[-1]


if __name__ == "__main__":
    main()
