// The program that a saved archive holds, loaded by C++ alone, as a subject to observe.
#pragma once

#include <string>
#include <string_view>

#include "capture/parity/parity.hpp"

namespace dy2stat::parity {

// Loads the archive that torch.jit.save wrote with torch::jit::load and calls its `method` as a C++ program does: the
// arguments are converted by its schema, and nothing of the Python program is asked. The subject's instance is the
// loaded module if the program has one. Throws std::runtime_error with torch's message for what cannot be loaded, and
// for an archive without that method.
Subject reload(std::string_view archive, const std::string& method, const py::object& program_instance);

}  // namespace dy2stat::parity
