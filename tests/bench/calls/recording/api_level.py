"""What the level `api` records of programs."""
import copy
import os
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.init import ones_ as fill_with_ones
from support import check, main, names, read, record

from dy2stat import calls


@check
def two_randn_and_an_add_are_three_records():
    def program():
        a = torch.randn(2, 3)
        b = torch.randn(2, 3, requires_grad=True)
        return a + b
    found = record(program)
    assert names(found) == ["torch.randn", "torch.randn", "torch.Tensor.add"], names(found)
    tensor = {"dtype": "float32", "shape": [2, 3], "strides": [3, 1], "device": "cpu"}
    assert found[1][1]["arguments"] == [2, 3, {"requires_grad": True}], found[1]
    assert found[2][1]["arguments"] == [{**tensor, "requires_grad": False}, {**tensor, "requires_grad": True}], found[2]
    assert found[2][1]["result"] == {**tensor, "requires_grad": True}, found[2]
    line = program.__code__.co_firstlineno
    assert [one["source"] for api, one in found] == [f"{__file__}:{line + k}" for k in (1, 2, 3)], found
    assert all(one["depth"] == 0 and one["process"] == os.getpid() for api, one in found)


@check
def names_are_the_shortest_public_ones():
    model = nn.Linear(2, 2)

    def program():
        optimizer = torch.optim.Adam(model.parameters())
        model(torch.ones(1, 2)).sum().backward()
        optimizer.step()
        optimizer.zero_grad()
    found = record(program)
    expected = ["torch.nn.Module.parameters", "torch.optim.Adam", "torch.ones", "torch.nn.Linear", "torch.Tensor.sum",
                "torch.Tensor.backward", "torch.optim.Adam.step", "torch.optim.Optimizer.zero_grad"]
    assert names(found) == expected, names(found)
    assert found[1][1]["detailed_name"] == "torch.optim.adam.Adam", found[1]


@check
def what_the_protocol_does_not_reach_is_recorded():
    array = torch.ones(2).numpy()

    def program():
        torch.manual_seed(0)
        x = torch.Tensor([1.0, 2.0])
        torch.FloatTensor(3)
        torch.from_numpy(array)
        x[0]
        x[0] = 2.0
        torch.Generator()
        fill_with_ones(x)
        with torch.no_grad():
            F.max_pool2d(torch.ones(1, 1, 2, 2), 2)
    expected = ["torch.manual_seed", "torch.Tensor", "torch.FloatTensor", "torch.from_numpy", "torch.Tensor.__getitem__",
                "torch.Tensor.__setitem__", "torch.Generator", "torch.nn.init.ones_", "torch.no_grad", "torch.ones",
                "torch.nn.functional.max_pool2d"]
    assert names(record(program)) == expected, names(record(program))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
        self.last = nn.Linear(2, 2)

    def forward(self, x):
        return self.last(self.layers(x)) * 2


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.ModuleList([Block()])

    def forward(self, x):
        return torch.relu(self.body[0](x))


@check
def modules_are_a_tree_with_paths():
    net, x = Net(), torch.ones(1, 2)
    found = record(lambda: net(x))
    tree = [(one["depth"], api, one["detailed_name"]) for api, one in found]
    assert tree == [
        (0, "torch.nn.Module", "__main__.Net"),
        (1, "torch.nn.Module", "__main__.Block body.0"),
        (2, "torch.nn.Sequential", "torch.nn.modules.container.Sequential layers"),
        (2, "torch.nn.Linear", "torch.nn.modules.linear.Linear last"),
        (2, "torch.Tensor.mul", "torch.Tensor.mul"),
        (1, "torch.relu", "torch.relu"),
    ], tree
    outer, inner = found[0][1], found[1][1]
    assert outer["own_ms"] < outer["cost_ms"] - inner["cost_ms"] + 1e-9
    assert abs(outer["cost_ms"] - outer["own_ms"] - inner["cost_ms"] - found[5][1]["cost_ms"]) < 1e-5


@check
def exceptions_are_recorded_and_passed_on():
    raised = []

    def program():
        try:
            torch.ones(2) @ torch.ones(3)
        except RuntimeError as error:
            raised.append(error)
        nn.Linear(2, 2)("no tensor")
    try:
        record(program)
        assert False, "the exception was lost"
    except TypeError as error:
        assert error.__traceback__ is not None
    folder = tempfile.mkdtemp(dir=".")
    try:
        calls.start(program, out_dir=folder)
    except TypeError:
        pass
    found = read([os.path.join(folder, name) for name in os.listdir(folder)])
    assert [(api, one.get("raised", False)) for api, one in found] == [
        ("torch.ones", False), ("torch.ones", False), ("torch.Tensor.matmul", True), ("torch.nn.Linear", False),
        ("torch.nn.Linear", True)], found
    assert len(raised) == 2 and "size" in str(raised[0]), raised


@check
def calls_in_generators_are_recorded():
    def tensors():
        for k in range(3):
            yield torch.full((k + 1,), 1.0)

    def program():
        first = tensors()
        next(first)
        return torch.cat(list(first))
    assert names(record(program)) == 3 * ["torch.full"] + ["torch.cat"]


@check
def generators_may_begin_before_a_recording_and_end_after_it():
    def tensors():
        try:
            yield torch.zeros(1)
            with torch.no_grad():
                yield torch.ones(1)
            yield torch.full((1,), 2.0)
        finally:
            torch.eye(1)
    running = tensors()
    next(running)
    assert names(record(lambda: [next(running), next(running)])) == ["torch.no_grad", "torch.ones", "torch.full"]
    assert names(record(running.close)) == ["torch.eye"]
    assert torch.is_grad_enabled()


@check
def calls_of_threads_are_recorded():
    def work(k):
        return torch.ones(k).sum()

    def program():
        threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(torch.zeros, [1, 2, 3]))
    found = record(program)
    assert sorted(names(found)) == 4 * ["torch.Tensor.sum"] + 4 * ["torch.ones"] + 3 * ["torch.zeros"], names(found)
    assert len({one["thread"] for api, one in found}) >= 5
    assert all(one["depth"] == 0 for api, one in found)


@check
def calls_of_forked_children_are_recorded():
    def program():
        torch.ones(1)
        for k in range(3):
            if os.fork() == 0:
                torch.zeros(k)
                os._exit(0)
            os.wait()
        torch.ones(2)
    found = record(program)
    assert names(found) == ["torch.ones"] + 3 * ["torch.zeros"] + ["torch.ones"], names(found)
    assert len({one["process"] for api, one in found}) == 4


@check
def calls_in_backward_are_recorded():
    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.clone()

        @staticmethod
        def backward(ctx, gradient):
            return gradient.mul(2)

    def program():
        x = torch.ones(2, requires_grad=True)
        y = Double.apply(x)
        y.register_hook(lambda gradient: gradient.neg())
        y.sum().backward()
    found = [(api, one["depth"]) for api, one in record(program) if api != "torch.autograd.Function.apply"]
    assert [api for api, depth in found] == ["torch.ones", "torch.Tensor.clone", "torch.Tensor.register_hook", "torch.Tensor.sum",
                                             "torch.Tensor.backward", "torch.Tensor.neg", "torch.Tensor.mul"], found
    assert dict(found)["torch.Tensor.mul"] == 1, found


@check
def no_grad_changes_nothing():
    def program():
        with torch.no_grad():
            torch.ones(2, requires_grad=True) * 2
    assert names(record(program))[-2:] == ["torch.ones", "torch.Tensor.mul"]
    assert torch.is_grad_enabled()


@check
def results_are_those_of_the_program_alone():
    net, x = Net(), torch.randn(3, 2)
    expected = net(x)
    for level in ["api", "operator"]:
        assert torch.equal(calls.start(net, args=(x,), level=level, out_dir=tempfile.mkdtemp(dir=".")), expected)


@check
def everything_is_put_back():
    before = {name: getattr(torch, name) for name in dir(torch)}
    slots = nn.Module.__call__, nn.Linear.__init__, nn.init.ones_, threading.Thread._bootstrap_inner, fill_with_ones
    record(lambda: torch.ones(1))
    assert all(getattr(torch, name) is value for name, value in before.items())
    assert slots == (nn.Module.__call__, nn.Linear.__init__, nn.init.ones_, threading.Thread._bootstrap_inner, fill_with_ones)
    assert type(slots[0]).__name__ == type(nn.init.ones_).__name__ == "function"


@check
def programs_can_be_captured_meanwhile():
    def function(x):
        return F.max_pool2d(F.relu(x), 2) + nn.functional.gelu(x).sum()

    def program():
        x = torch.ones(1, 1, 4, 4)
        torch.jit.script(function)(x)
        torch.jit.trace(function, (x,))(x)
        torch.jit.script(Net())(torch.ones(1, 2))
        copy.deepcopy(Net())
    found = names(record(program))
    assert found[:2] == ["torch.ones", "torch.jit.script"], found
    assert found.count("torch.jit.ScriptFunction") == 2, found


@check
def arguments_are_bounded():
    found = record(lambda: torch.tensor(list(range(5000))).view(-1, 1, 1).expand(-1, 2, 2))
    given = found[0][1]["arguments"][0]
    assert given[:2] == [0, 1] and given[-1] == "… 5000 in all" and len(given) == 17, given
    assert found[2][1]["result"]["strides"] == [1, 0, 0], found[2]


if __name__ == "__main__":
    main()
