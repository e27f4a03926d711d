// The program jit_probe_worker.
#include "capture/python/headers.hpp"
int main() { Py_InitializeEx(0); { pybind11::gil_scoped_acquire g; py::module_::import("torch").attr("jit").attr("script"); 
 auto d = py::dict(); py::exec("import torch\ndef f(x):\n    return x+1\n", d); puts("ok"); } }
