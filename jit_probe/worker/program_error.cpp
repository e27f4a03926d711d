// Describing Python exceptions.
#include "jit_probe/worker/program_error.hpp"

#include "capture/python/raised.hpp"

namespace dy2stat {

Error error_from(const py::error_already_set& error) {
  const auto raised = raised_from(error);
  return {raised.type, raised.message, raised.where, nullptr};
}

Verdict verdict_for(const Error& error, Verdict otherwise) {
  const bool memory = error.type == "MemoryError" || error.message.find("can't allocate memory") != std::string::npos ||
                      error.message.find("std::bad_alloc") != std::string::npos;
  return memory ? Verdict::out_of_memory : otherwise;
}

}  // namespace dy2stat
