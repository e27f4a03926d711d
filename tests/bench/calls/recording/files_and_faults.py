"""What is in the files of a recording when all goes well, and when it does not."""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading

import torch
from support import Skipped, check, main, names, read, record

from dy2stat import calls


@check
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


def anonymous_mib(process):
    with open(f"/proc/{process}/status") as text:
        return next(int(line.split()[1]) / 1024 for line in text if line.startswith("RssAnon:"))


@check
def ten_million_calls_keep_memory_flat():
    x, count, step = torch.ones(2), 10_000_000, 100_000
    folder = tempfile.mkdtemp(dir=".")
    rows, own, writers = 0, [], []

    def take(names):
        nonlocal rows
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                rows += sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1
            os.unlink(file.name)
    with calls.start(level="operator", format="csv", out_dir=folder, file_max_size="32MB") as recording:
        (writer,) = open(f"/proc/self/task/{os.getpid()}/children").read().split()
        for _ in range(count // step):
            for _ in range(step):
                torch.neg(x)
            own.append(anonymous_mib("self"))
            writers.append(anonymous_mib(writer))
            # All but the last of the complete files, which may be about to be put together: all would take gigabytes.
            take(sorted(name for name in os.listdir(folder) if name.endswith(".csv"))[:-1])
    take(os.listdir(folder))
    assert rows == count and recording.apis["aten::neg"]["calls"] == count, (rows, recording.apis)
    assert len(recording.files) > 20, len(recording.files)
    assert max(own) - own[4] < 20, own
    assert max(writers) - max(writers[:20]) < 20, writers


def run_apart(body, **more):
    """Runs a program of its own, which records into the folder that is returned."""
    folder = tempfile.mkdtemp(dir=".")
    script = "import os, signal, sys, torch\nfrom dy2stat import calls\nfolder = sys.argv[1]\n" + body
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, **more)
    return folder, done


@check
def a_full_disk_is_an_error_where_disks_can_be_made():
    """On a real file system without room, where nothing can be put together any more."""
    folder = tempfile.mkdtemp(dir=".")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", folder], capture_output=True).returncode != 0:
        raise Skipped("no file system may be mounted here")
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


@check
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


@check
def a_program_that_ends_without_stopping_leaves_its_records():
    for ending in ["os._exit(3)", "sys.exit(3)"]:
        folder, done = run_apart("calls.start(out_dir=folder)\ntorch.ones(2)\n" + ending)
        assert done.returncode == 3, done
        assert names(read(files_of(folder))) == ["torch.ones"]


@check
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


@check
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


@check
def one_recording_at_a_time():
    with calls.start(out_dir=tempfile.mkdtemp(dir=".")):
        try:
            calls.start()
            assert False
        except RuntimeError as error:
            assert "stop that recording first" in str(error)


if __name__ == "__main__":
    main()
