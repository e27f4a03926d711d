// The archive of a captured program: what torch.jit.save writes, and the program that C++ alone loads from it.
#pragma once

#include <string>
#include <string_view>

#include "capture/parity/parity.hpp"

namespace dy2stat::parity {

// What torch.jit.save writes of a ScriptFunction or ScriptModule. Throws py::error_already_set with torch's refusal.
std::string archive_of(const py::object& script);

// Loads the archive that torch.jit.save wrote with torch::jit::load and calls its `method` as a C++ program does: the
// arguments are converted by its schema, and nothing of the Python program is asked. The subject's instance is the
// loaded module if the program has one. Throws std::runtime_error with torch's message for what cannot be loaded, and
// for an archive without that method.
Subject reload(std::string_view archive, const std::string& method, const py::object& program_instance);

}  // namespace dy2stat::parity
