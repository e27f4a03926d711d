"""What the checks of dy2stat.calls share: recording a program, reading the records, running the checks of a file.

A check that fails ends nothing. For each one a line is printed: "ok NAME", "skipped NAME: why" or "failed NAME: why".
"""
import json
import sys
import tempfile
import traceback

from dy2stat import calls

CHECKS = []


class Skipped(Exception):
    """This machine does not allow what the check needs."""


def check(function):
    CHECKS.append(function)
    return function


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


def main():
    """Runs the checks of the file, or those that the command line names."""
    for one in CHECKS:
        if len(sys.argv) > 1 and one.__name__ not in sys.argv[1:]:
            continue
        try:
            one()
            print("ok", one.__name__, flush=True)
        except Skipped as reason:
            print("skipped", one.__name__ + ":", reason, flush=True)
        except BaseException:
            print("failed", one.__name__ + ":", traceback.format_exc().replace("\n", " | ")[-2000:], flush=True)
    print("checks:", len(CHECKS))
