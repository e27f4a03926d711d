// Starting Python inside this program.
#pragma once

namespace dy2stat {

// Starts the interpreter that `executable` (the path of a python, perhaps of a virtual environment) is, with no signal
// handlers and without writing bytecode, and imports torch, held to one thread so that the process can fork.
// Throws std::runtime_error when Python does not start, py::error_already_set when torch cannot be imported.
void start_python(const char* executable);

}  // namespace dy2stat
