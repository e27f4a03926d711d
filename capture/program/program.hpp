// A program under test as Python objects: its entry and its input sets.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "capture/parity/parity.hpp"
#include "jit_probe/record/request.hpp"

namespace dy2stat {

struct Program {
  py::object entry;     // the function, method or nn.Module instance that is called and captured
  py::object instance;  // the nn.Module whose state is observed, or none
  std::vector<parity::InputSet> inputs;
  std::filesystem::path folder{};  // that it was loaded from; an engine's process works in another one
  std::map<std::string, std::string> own_engines{};  // as the request has them
  py::object dynamic_shapes = py::none();            // the program's function of that name, or none
};

// Why the program cannot run beside this torch ("needs the package kornia>=0.7, and 0.6.1 is installed beside this
// torch"); empty if it can.
std::string missing_packages(const CaseRequest& request);

// Makes `folder`, writes the request's files into it and makes it the current one.
void enter_folder(const std::filesystem::path& folder, const CaseRequest& request);

// Imports the program from the current folder, constructs its entry and makes its input sets, each with seed 0.
// Throws py::error_already_set with what the program raised, std::invalid_argument when it has no entry or no input
// set.
Program load_program(const CaseRequest& request);

// The program's bench_inputs(n), a size for which arguments can be made; made with seed 0.
struct SizedInput {
  int size;
  parity::InputSet input;
};
// For `size`, or for the default of its n. Nothing where the program, which was loaded before, defines no bench_inputs.
// Throws std::invalid_argument if its n has no default, py::error_already_set with what it raises.
std::optional<SizedInput> bench_input(const CaseRequest& request, std::optional<int> size);

// Forgets the modules that were imported from below `folder`, so that the program is loaded anew the next time.
void forget_program(const std::filesystem::path& folder);

}  // namespace dy2stat
