// The tests of ast/, within the Python that they are built against.
#define BOOST_TEST_MODULE ast
#include <Python.h>

#include <boost/test/unit_test.hpp>

namespace {

struct RunningPython {
  RunningPython() {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    config.parse_argv = 0;
    config.write_bytecode = 0;
    PyConfig_SetBytesString(&config, &config.executable, DY2STAT_PYTHON_EXECUTABLE);
    PyConfig_SetBytesString(&config, &config.program_name, DY2STAT_PYTHON_EXECUTABLE);
    const auto status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
  }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(RunningPython);
