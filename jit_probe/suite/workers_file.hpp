// workers.toml: workers beside those that are built here.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "jit_probe/suite/problem.hpp"

namespace dy2stat {

// [[worker]] name = "…", command = ["chroot", "DIR", "jit_probe_worker"], environment = { NAME = "VALUE" }
struct WorkerEntry {
  std::string name;
  // The command with its environment: where there is one, the words of env(1) stand before it. A program that is
  // named by a relative path with a slash is one below the file's folder.
  std::vector<std::string> command;
};

// Reads and checks the file. Every problem is appended to `problems`.
std::vector<WorkerEntry> read_workers_file(const std::filesystem::path& file, Problems& problems);

}  // namespace dy2stat
