"""Measures what call records add to a call, on four programs, by the Python of one worker.

    python call_records.py PACKAGE_FOLDER OUT_DIR ROUNDS

In each round every program runs as it is, recorded at level operator, under torch.profiler with record_shapes=True, and
recorded at level api, each for about as long; what a way adds is its time minus that of the program as it is in the
same round, for each call that it records, and the median over the rounds counts. Beginning and ending a recording, and
the profiler, is outside of the time. Prints JSON: {"torch": …, "programs": [{"name": …, "operators": calls a run,
"apis": calls a run, "run_us": …, "operator_us": …, "profiler_us": …, "api_us": … added to a call}]}.
"""
import gc
import json
import statistics
import sys
import time

sys.path.insert(0, sys.argv[1])

import torch  # noqa: E402
from torch import nn  # noqa: E402

from dy2stat import calls  # noqa: E402

SECONDS_A_SIDE = 0.1


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


def seconds(run, times):
    begun = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - begun) / times


def recorded(run, times, level, out_dir):
    """Seconds a run, and calls a run."""
    with calls.start(level=level, out_dir=out_dir) as recording:
        taken = seconds(run, times)
    return taken, sum(api["calls"] for api in recording.apis.values()) / times


def profiled(run, times):
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], record_shapes=True):
        return seconds(run, times)


def measure(name, make, out_dir, rounds):
    torch.manual_seed(0)
    run = make()
    seconds(run, 3)
    times = max(2, int(SECONDS_A_SIDE / seconds(run, 5)))
    added = {"operator_us": [], "profiler_us": [], "api_us": []}
    plain = []
    for _ in range(rounds):
        plain.append(seconds(run, times))
        with_operators, operators = recorded(run, times, "operator", out_dir)
        with_profiler = profiled(run, times)
        gc.collect()  # what the profiler kept, 100 MB a round
        with_apis, apis = recorded(run, times, "api", out_dir)
        before = (plain[-1] + seconds(run, times)) / 2
        added["operator_us"].append((with_operators - before) / operators * 1e6)
        added["profiler_us"].append((with_profiler - before) / operators * 1e6)
        added["api_us"].append((with_apis - before) / apis * 1e6)
    found = {way: statistics.median(values) for way, values in added.items()}
    return {"name": name, "operators": operators, "apis": apis, "run_us": statistics.median(plain) * 1e6, **found}


if __name__ == "__main__":
    torch.set_num_threads(1)
    programs = [measure(name, make, sys.argv[2], int(sys.argv[3])) for name, make in PROGRAMS]
    print(json.dumps({"torch": torch.__version__, "programs": programs}))
