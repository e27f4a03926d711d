"""Measures what call records add to a call, on four programs, by the Python of one worker.

    python call_records.py PACKAGE_FOLDER OUT_DIR ROUNDS

In each round every program runs in four ways in turn, a short series each: as it is, recorded at level operator, under
torch.profiler with record_shapes=True, recorded at level api, and around each of these as it is. Of a series the median
run counts, so that one that the machine interrupted does not; what a way adds is that minus the mean of the two series
around it of the program as it is, for each call that is recorded; of the rounds the median counts.

That is what a call costs more while it runs. Whole is what a recording costs until its files are there, or the profiler
until its events are, and that for each call too: a longer series from before the recording begins until it has ended,
minus the same series as it is. Prints JSON: {"torch": …, "programs": [{"name": …, "operators": calls a run, "apis": calls
a run, "run_us": …, "operator_us": …, "profiler_us": …, "api_us": … added to a call, "whole_operator_us": …,
"whole_profiler_us": …}]}.
"""
import contextlib
import ctypes
import gc
import json
import statistics
import sys
import time

sys.path.insert(0, sys.argv[1])

import torch  # noqa: E402
from torch import nn  # noqa: E402

from dy2stat import calls  # noqa: E402

SECONDS_A_SERIES, FEWEST_RUNS, CALLS_WHOLE = 0.05, 5, 50_000


def chain():
    """Small tensors, where the calls are all that there is."""
    x, y = torch.randn(16), torch.randn(16)

    def run():
        z = x
        for _ in range(100):
            z = torch.add(torch.tanh(z), y)
        return z
    return run


def recurrent():
    """A cell in a loop of Python."""
    cell, steps, start = nn.GRUCell(32, 64), torch.randn(20, 4, 32), torch.zeros(4, 64)

    def run():
        hidden = start
        with torch.no_grad():
            for step in steps.unbind(0):
                hidden = cell(step, hidden)
        return hidden
    return run


def training_step():
    """Three layers, a loss, gradients and an optimiser."""
    model = nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 8))
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
    x, target = torch.randn(16, 32), torch.randn(16, 8)

    def run():
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), target).backward()
        optimizer.step()
    return run


def resnet10():
    """pytorchcv's resnet10, forward and backward."""
    from pytorchcv.models.resnet import resnet10 as make
    model, x = make(num_classes=10, in_size=(48, 48)), torch.randn(1, 3, 48, 48)
    model.features.final_pool = nn.AdaptiveAvgPool2d(1)  # pictures are small here, so that the calls weigh
    parameters = list(model.parameters())

    def run():
        return torch.autograd.grad(model(x).sum(), parameters)
    return run


PROGRAMS = [("a chain of small operators", chain), ("a GRU cell in a loop", recurrent),
            ("a training step", training_step), ("resnet10 forward and backward", resnet10)]


def keep_the_heap():
    """Has malloc neither give memory back nor map blocks by themselves. Its own thresholds move with what was freed before,
    so that by luck a run takes 70 page faults or 70,000, whichever way it is run."""
    trim_threshold, mmap_threshold, bytes_kept = -1, -3, 1 << 30
    for option in (trim_threshold, mmap_threshold):
        ctypes.CDLL(None).mallopt(option, bytes_kept)


def seconds(run, times):
    """The median run of a series."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def recording(level, out_dir):
    return calls.start(level=level, out_dir=out_dir)


def profiler():
    return torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], record_shapes=True)


def calls_of(run, level, out_dir):
    """How many calls a run makes."""
    with recording(level, out_dir) as made:
        run()
    return sum(api["calls"] for api in made.apis.values())


def seconds_within(context, run, times):
    with context:
        return seconds(run, times)


def seconds_whole(context, run, times):
    begun = time.perf_counter()
    with context:
        for _ in range(times):
            run()
    return (time.perf_counter() - begun) / times


def measure(name, make, out_dir, rounds):
    torch.manual_seed(0)
    run = make()
    seconds(run, 20)
    one = seconds(run, 5)
    times = max(FEWEST_RUNS, int(SECONDS_A_SERIES / one))
    operators, apis = (calls_of(run, level, out_dir) for level in ("operator", "api"))
    times_whole = CALLS_WHOLE // operators
    by_operators, by_apis = (lambda: recording("operator", out_dir)), (lambda: recording("api", out_dir))
    ways = {"operator_us": (by_operators, operators, seconds_within, times),
            "profiler_us": (profiler, operators, seconds_within, times),
            "api_us": (by_apis, apis, seconds_within, times),
            "whole_operator_us": (by_operators, operators, seconds_whole, times_whole),
            "whole_profiler_us": (profiler, operators, seconds_whole, times_whole)}
    added, plain = {way: [] for way in ways}, []
    for _ in range(rounds):
        for way, (context, of_calls, measured, runs) in ways.items():
            before = measured(contextlib.nullcontext(), run, runs)
            taken = measured(context(), run, runs)
            gc.collect()  # what the profiler kept, 100 MB a round
            after = measured(contextlib.nullcontext(), run, runs)
            plain.append(before)
            added[way].append((taken - (before + after) / 2) / of_calls * 1e6)
    return {"name": name, "operators": operators, "apis": apis, "run_us": statistics.median(plain) * 1e6,
            **{way: statistics.median(values) for way, values in added.items()}}


if __name__ == "__main__":
    torch.set_num_threads(1)
    keep_the_heap()
    programs = [measure(name, make, sys.argv[2], int(sys.argv[3])) for name, make in PROGRAMS]
    print(json.dumps({"torch": torch.__version__, "programs": programs}))
