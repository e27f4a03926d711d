// A program under test as Python objects: its entry and its input sets.
#pragma once

#include <vector>

#include "capture/parity/parity.hpp"
#include "jit_probe/record/request.hpp"

namespace dy2stat {

struct Program {
  py::object entry;     // the function, method or nn.Module instance that is called and captured
  py::object instance;  // the nn.Module whose state is observed, or none
  std::vector<parity::InputSet> inputs;
};

// Why the program cannot run beside this torch ("needs pytorchcv, which is not installed"); empty if it can.
std::string missing_packages(const CaseRequest& request);

// Writes the request's files into the current folder.
void write_files(const CaseRequest& request);

// Imports the program from the current folder, constructs its entry and makes its input sets, each with seed 0.
// Throws py::error_already_set with what the program raised, std::invalid_argument when it has no entry or no input
// set.
Program load_program(const CaseRequest& request);

}  // namespace dy2stat
