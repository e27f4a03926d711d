"""Prints, as one JSON object, what CMake must know to build a worker against this interpreter and the torch it imports.

Run by the interpreter in question. Fails with a one-line message on stderr when torch cannot be imported.
"""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import sysconfig


def distribution_version(torch):
    """The version of torch's distribution: Debian's package says 1.13.1 where torch itself says 1.13.0a0."""
    asked = subprocess.run(
        ["dpkg-query", "--search", os.path.realpath(torch.__file__)], capture_output=True, text=True
    ) if os.path.exists("/usr/bin/dpkg-query") else None
    if asked is not None and asked.returncode == 0:
        package = asked.stdout.split(":")[0]
        version = subprocess.check_output(
            ["dpkg-query", "--show", "--showformat=${Version}", package], text=True)
    else:
        version = importlib.metadata.version("torch")
    return re.match(r"[0-9]+(\.[0-9]+)*", version.split(":")[-1]).group()


def include_folders(torch_root):
    folders = [os.path.join(torch_root, "include"), os.path.join(torch_root, "include/torch/csrc/api/include")]
    return [folder for folder in folders if os.path.isdir(folder)] + [sysconfig.get_path("include")]


def python_library():
    name = sysconfig.get_config_var("LDLIBRARY")
    folders = [sysconfig.get_config_var("LIBDIR"), os.path.join(sys.base_prefix, "lib"), sysconfig.get_config_var("LIBPL")]
    for folder in folders:
        path = os.path.join(folder or "", name or "")
        if path.endswith(".so") and os.path.exists(path):
            return path
    sys.exit(f"{sys.executable} has no shared libpython ({name}): build it with --enable-shared, "
             "or use Debian's, conda's or a pyenv built with PYTHON_CONFIGURE_OPTS=--enable-shared")


def pybind11_definitions(torch):
    """How torch's own pybind11 was built. Two modules share their types only if these agree; later torches do without."""
    names = ("COMPILER_TYPE", "STDLIB", "BUILD_ABI")
    values = {name: getattr(torch._C, "_PYBIND11_" + name, None) for name in names}
    return [f'PYBIND11_{name}="{value}"' for name, value in values.items() if value is not None]


def main():
    library = python_library()
    try:
        import torch
    except ImportError as error:
        sys.exit(f"{sys.executable} cannot import torch: {error}")
    torch_root = os.path.dirname(torch.__file__)
    print(json.dumps({
        "executable": sys.executable,
        "python": ".".join(map(str, sys.version_info[:3])),
        "python_library": library,
        "torch": distribution_version(torch),
        "torch_calls_itself": torch.__version__,
        "cxx11_abi": int(torch._C._GLIBCXX_USE_CXX11_ABI),
        "definitions": pybind11_definitions(torch),
        "include": include_folders(torch_root),
        "library_folder": os.path.join(torch_root, "lib") if os.path.isdir(os.path.join(torch_root, "lib"))
        else sysconfig.get_config_var("LIBDIR"),
    }))


if __name__ == "__main__":
    main()
