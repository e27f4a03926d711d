// What every measurement is told.
#pragma once

#include <filesystem>
#include <string>

#include "bench/self/process.hpp"

namespace dy2stat::bench {

struct Setting {
  std::filesystem::path jit_probe;  // the program
  std::filesystem::path cases;      // the suite's folder
  std::filesystem::path scratch;    // a folder of our own
  std::string worker = "torch-2.13.0";
  bool quick = false;  // a small part of everything: tries the harness, measures nothing worth telling

  // jit_probe run PATH on the worker by script and trace, whose own work is the smallest, its records in scratch/NAME,
  // and what else is asked.
  Command run_command(const std::filesystem::path& path, const std::string& name, const Command& more) const {
    Command command{jit_probe.string(), "run", path.string(), "--out", (scratch / name).string()};
    command.insert(command.end(), {"--worker", worker, "--engine", "script,trace"});
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }
};

}  // namespace dy2stat::bench
