// The interpreter's configuration.
#include "capture/python/interpreter.hpp"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat {

void start_python(const char* executable) {
  for (const char* library : {"OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"}) ::setenv(library, "1", 1);
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.install_signal_handlers = 0;
  config.write_bytecode = 0;
  config.parse_argv = 0;
  const auto check = [](PyStatus status) {
    if (PyStatus_Exception(status)) throw std::runtime_error(std::string("Python does not start: ") + status.err_msg);
  };
  check(PyConfig_SetBytesString(&config, &config.executable, executable));
  check(PyConfig_SetBytesString(&config, &config.program_name, executable));
  check(Py_InitializeFromConfig(&config));
  PyConfig_Clear(&config);
  py::module_::import("torch").attr("set_num_threads")(1);
}

}  // namespace dy2stat
