"""What the level `operator` records of programs."""
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
