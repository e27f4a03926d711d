"""What dy2stat.calls records of programs, good and hostile. Prints a line for each check: "ok NAME" or "failed NAME: why".

Run by recording_test.cpp with the Python of each worker, in a folder of its own.
"""
import copy
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.init import ones_ as fill_with_ones

from dy2stat import calls

old = int(torch.__version__.split(".")[0]) < 2


def record(function, **options):
    """The calls of function(): (api, record) in the order of their starts."""
    folder = tempfile.mkdtemp(dir=".")
    with calls.start(out_dir=folder, **options) as recording:
        function()
    return read(recording.files)


def read(files):
    found = []
    for file in files:
        with open(file) as text:
            for api, group in json.load(text).items():
                assert group["number_of_calls"] == len(group["calls"])
                found += [(api, one) for one in group["calls"].values()]
    return sorted(found, key=lambda pair: pair[1]["start_ns"])


def names(found):
    return [api for api, one in found]


# The level `api`

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


def calls_in_generators_are_recorded():
    def tensors():
        for k in range(3):
            yield torch.full((k + 1,), 1.0)

    def program():
        first = tensors()
        next(first)
        return torch.cat(list(first))
    assert names(record(program)) == 3 * ["torch.full"] + ["torch.cat"]


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


def no_grad_changes_nothing():
    def program():
        with torch.no_grad():
            torch.ones(2, requires_grad=True) * 2
    assert names(record(program))[-2:] == ["torch.ones", "torch.Tensor.mul"]
    assert torch.is_grad_enabled()


def results_are_those_of_the_program_alone():
    net, x = Net(), torch.randn(3, 2)
    expected = net(x)
    for level in ["api", "operator"]:
        assert torch.equal(calls.start(net, args=(x,), level=level, out_dir=tempfile.mkdtemp(dir=".")), expected)


def everything_is_put_back():
    before = {name: getattr(torch, name) for name in dir(torch)}
    slots = nn.Module.__call__, nn.Linear.__init__, nn.init.ones_, threading.Thread._bootstrap_inner, fill_with_ones
    record(lambda: torch.ones(1))
    assert all(getattr(torch, name) is value for name, value in before.items())
    assert slots == (nn.Module.__call__, nn.Linear.__init__, nn.init.ones_, threading.Thread._bootstrap_inner, fill_with_ones)
    assert type(slots[0]).__name__ == type(nn.init.ones_).__name__ == "function"


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


def arguments_are_bounded():
    found = record(lambda: torch.tensor(list(range(5000))).view(-1, 1, 1).expand(-1, 2, 2))
    given = found[0][1]["arguments"][0]
    assert given[:2] == [0, 1] and given[-1] == "… 5000 in all" and len(given) == 17, given
    assert found[2][1]["result"]["strides"] == [1, 0, 0], found[2]


# The level `operator`

def operators_have_overloads_and_nest():
    def program():
        F.linear(torch.ones(1, 2), torch.ones(3, 2), torch.ones(3)) + 1
    found = record(program, level="operator")
    nested = [(one["depth"], one["detailed_name"]) for api, one in found if api != "aten::empty"]
    assert (0, "aten::linear") in nested and (1, "aten::addmm") in nested and (0, "aten::add.Tensor") in nested, nested
    assert "source" not in found[0][1]


def operators_have_source_lines_where_asked():
    def program():
        return torch.ones(2).sum()
    found = record(program, level="operator", source_lines=True)
    line = program.__code__.co_firstlineno + 1
    assert all(one["source"] == f"{__file__}:{line}" for api, one in found), found


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


# Files and faults

def many_calls_are_streamed():
    x, count = torch.ones(2), 100_000

    def program():
        for _ in range(count):
            torch.neg(x)
    folder = tempfile.mkdtemp(dir=".")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with calls.start(level="operator", out_dir=folder, file_max_size="8MB") as recording:
        program()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 100, f"{grown} MiB"
    assert len(recording.files) > 3, recording.files
    assert all(os.path.getsize(file) <= 8 << 20 for file in recording.files)
    assert recording.apis["aten::neg"]["calls"] == count
    numbers = []
    for file in recording.files:
        with open(file) as text:
            numbers += [int(number) for number in json.load(text)["aten::neg"]["calls"]]
    assert numbers == list(range(1, count + 1))


def run_apart(body, **more):
    """Runs a program of its own, which records into the folder that is returned."""
    folder = tempfile.mkdtemp(dir=".")
    script = "import os, signal, sys, torch\nfrom dy2stat import calls\nfolder = sys.argv[1]\n" + body
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, **more)
    return folder, done


def a_full_disk_is_an_error_where_disks_can_be_made():
    """On a real file system without room, where nothing can be put together any more."""
    folder = tempfile.mkdtemp(dir=".")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", folder], capture_output=True).returncode != 0:
        return
    try:
        with calls.start(out_dir=folder, level="operator"):
            for _ in range(2000):
                torch.neg(torch.ones(2))
        assert False, "no error"
    except OSError as error:
        assert "No space left on device; free space there" in str(error), error
        (file,) = [name for name in os.listdir(folder)]
        with open(os.path.join(folder, file)) as text:
            records = [json.loads(line) for line in text]
        assert file.endswith(".jsonl") and f" {len(records)} records are written" in str(error), (file, error)
    finally:
        subprocess.run(["umount", folder])


def files_of(folder, seconds=20):
    """The files of a recording whose process is gone, once its writer has finished."""
    for _ in range(seconds * 20):
        files = os.listdir(folder)
        if files and not any(name.endswith(".part") for name in files):
            return [os.path.join(folder, name) for name in files]
        threading.Event().wait(0.05)
    raise AssertionError(f"{files} after {seconds} s")


def a_program_that_kills_itself_leaves_its_records():
    folder, done = run_apart("""
class Net(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        os.kill(os.getpid(), signal.SIGKILL)
calls.start(out_dir=folder)
Net()(torch.ones(2))
""")
    assert done.returncode == -signal.SIGKILL, done
    found = read(files_of(folder))
    assert names(found) == ["torch.ones", "torch.nn.Module", "torch.Tensor.add"], names(found)
    assert found[1][1]["unfinished"] and "unfinished" not in found[2][1], found


def a_program_that_ends_without_stopping_leaves_its_records():
    for ending in ["os._exit(3)", "sys.exit(3)"]:
        folder, done = run_apart("calls.start(out_dir=folder)\ntorch.ones(2)\n" + ending)
        assert done.returncode == 3, done
        assert names(read(files_of(folder))) == ["torch.ones"]


def a_full_disk_is_an_error_and_what_was_written_is_readable():
    for format in ["json", "csv", "trace-event"]:
        folder, done = run_apart(f"""
import resource
x = torch.ones(2)
with calls.start(out_dir=folder, format="{format}", level="operator"):
    (writer,) = open(f"/proc/self/task/{{os.getpid()}}/children").read().split()
    resource.prlimit(int(writer), resource.RLIMIT_FSIZE, (100_000, 100_000))
    for _ in range(2000):
        torch.neg(x)
""")
        assert done.returncode == 1 and "OSError: cannot" in done.stderr, done
        assert "free space there, or record into another out_dir" in done.stderr, done
        (file,) = files_of(folder)
        with open(file, newline="") as text:
            lines = text.read().splitlines()
        assert 80_000 < os.path.getsize(file) <= 100_000 and len(lines) > 200, file
        if format == "json":  # shorter when it is put together, so that it fits
            assert names(read([file])) == (len(lines) - 4) * ["aten::neg"]
        elif format == "csv":
            assert all(line.startswith("aten::neg,") and line.endswith(",returned") for line in lines[1:])
        else:
            events = "\n".join(lines).rstrip(",")
            assert json.loads(events if events.endswith("]}") else events + "]")


def options_that_are_none_are_refused():
    for options, words in [({"format": "xml"}, "json, csv, trace-event"), ({"level": "low"}, "api, operator"),
                           ({"file_name_spec": "x"}, "timestamp, number, program"), ({"file_max_size": "3 MB"}, "such as 10MB")]:
        try:
            calls.start(**options)
            assert False, options
        except ValueError as error:
            assert words in str(error), error
    try:
        calls.start(out_dir="/proc/nothing")
        assert False
    except RuntimeError as error:
        assert "/proc/nothing" in str(error), error
    assert names(record(lambda: torch.ones(1))) == ["torch.ones"]


def one_recording_at_a_time():
    with calls.start(out_dir=tempfile.mkdtemp(dir=".")):
        try:
            calls.start()
            assert False
        except RuntimeError as error:
            assert "stop that recording first" in str(error)


# Names

def follow(name):
    found = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    return found


def every_public_callable_has_a_name_that_leads_to_it():
    listed = calls.api_list(torch)
    assert len(listed) > (2000 if old else 5000), len(listed)
    assert calls.api_names([follow(name) for name in listed]) == listed
    # Whatever a public module holds of torch, under any name, has a name that leads to the same object.
    held = []
    for name, module in list(sys.modules.items()):
        if not name.startswith("torch.") or "._" in name or follow(name) is not module:
            continue
        held += [value for attribute, value in list(vars(module).items())
                 if not attribute.startswith("_") and isinstance(value, (type(len), type(read), type))
                 and str(value.__module__).startswith("torch.")]
    found = calls.api_names(held)
    wrong = [(name, value) for name, value in zip(found, held) if follow(name) is not value]
    assert len(held) > 1000 and not wrong, wrong[:10]
    assert not [name for name in found if "._" in name], found


def the_names_of_some_are_known():
    for word, name in [("torch.optim.adam:Adam", "torch.optim.Adam"), ("torch.nn.modules.linear:Linear", "torch.nn.Linear"),
                       ("torch.nn.parameter.Parameter", "torch.nn.Parameter"), ("torch.functional:einsum", "torch.einsum"),
                       ("torch:Tensor.add_", "torch.Tensor.add_"), ("torch.nn.functional:relu", "torch.nn.functional.relu")]:
        assert calls.api_name(word) == name, (word, calls.api_name(word))
    try:
        calls.api_name("json:loads")
        assert False
    except ValueError as error:
        assert "has no public name in torch" in str(error)


def main():
    for check in CHECKS:
        if len(sys.argv) > 1 and check.__name__ not in sys.argv[1:]:
            continue
        try:
            check()
            print("ok", check.__name__, flush=True)
        except BaseException:
            print("failed", check.__name__ + ":", traceback.format_exc().replace("\n", " | ")[-2000:], flush=True)


CHECKS = [
    two_randn_and_an_add_are_three_records,
    names_are_the_shortest_public_ones,
    what_the_protocol_does_not_reach_is_recorded,
    modules_are_a_tree_with_paths,
    exceptions_are_recorded_and_passed_on,
    calls_in_generators_are_recorded,
    calls_of_threads_are_recorded,
    calls_of_forked_children_are_recorded,
    calls_in_backward_are_recorded,
    no_grad_changes_nothing,
    results_are_those_of_the_program_alone,
    everything_is_put_back,
    programs_can_be_captured_meanwhile,
    arguments_are_bounded,
    operators_have_overloads_and_nest,
    operators_have_source_lines_where_asked,
    operators_of_graphs_backward_and_custom_ones_are_recorded,
    operators_that_raise_are_recorded,
    many_calls_are_streamed,
    a_program_that_kills_itself_leaves_its_records,
    a_program_that_ends_without_stopping_leaves_its_records,
    a_full_disk_is_an_error_and_what_was_written_is_readable,
    a_full_disk_is_an_error_where_disks_can_be_made,
    options_that_are_none_are_refused,
    one_recording_at_a_time,
    every_public_callable_has_a_name_that_leads_to_it,
    the_names_of_some_are_known,
]

if __name__ == "__main__":
    main()
