// What Python raised, as plain text that means the same on every machine and in every run.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat {

struct Raised {
  std::string type;     // "ValueError"
  std::string message;  // str() of the exception, without_folder
  std::string where;    // "program.py:12", the innermost line in the program's own files; may be empty
};

// Needs the GIL. An exception whose __str__ raises says so in its message.
Raised raised_from(const py::error_already_set& error);

// How the path of every worker's folder begins ("/tmp/jit_probe_worker-"). After six characters more follow the number
// of a case, the folder of one of its processes, and the file. What the environment says when it is first called holds.
const std::string& worker_folders();

// The text without the paths of the folders that a case's processes work in, which say nothing to a reader and change
// from run to run.
std::string without_folder(std::string text);

}  // namespace dy2stat
