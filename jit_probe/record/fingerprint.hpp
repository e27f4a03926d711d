// What a worker is: its torch, Python, compiler, ABI, CPU, and how it can end a family of processes.
#pragma once

#include <string>

#include "jit_probe/record/text_encoding.hpp"
#include "jit_probe/record/torch_version.hpp"

namespace dy2stat {

struct Fingerprint {
  std::string worker;              // "torch-2.13.0"
  TorchVersion torch;              // of the distribution
  std::string torch_calls_itself;  // "2.13.0+cpu"
  std::string torch_git;           // empty where the build does not say
  std::string python;              // "3.11.2"
  std::string python_executable;
  std::string compiler;  // that built the worker
  bool cxx11_abi = true;
  std::string cpu;  // model name
  int cores = 0;
  std::string system;       // kernel and machine
  std::string family_kill;  // "pid namespace" or "subreaper"
};

Json to_json(const Fingerprint& fingerprint);
// Throws nlohmann's exceptions on a missing field.
Fingerprint fingerprint_from_json(const Json& json);

}  // namespace dy2stat
