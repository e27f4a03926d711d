// Cases made of documentation: phase 1 makes programs, phase 2 tries each in a process of its own until one runs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "jit_probe/corpora/candidates.hpp"
#include "jit_probe/corpora/listing.hpp"

namespace dy2stat::corpora {

// How far a program came.
struct Tried {
  std::string stage;               // the stage that was not reached, "built" or "ran"; empty: it ran
  std::string reason;              // why not
  std::vector<std::string> known;  // of each argument, as program_text takes it
};
using Try = std::function<Tried(const std::string& program)>;

// A case's program and what was tried before; or how far the best came.
struct Made {
  std::string program;  // empty: none ran
  std::vector<std::string> attempts;
  LeftOut left_out;  // where there is no program
};

// Tries the target's programs, one after the other.
Made made_of(const Target& target, const Try& attempt);

// "docstrings/torch.nn/Conv2d"
std::string case_name_of(const Target& target);

}  // namespace dy2stat::corpora
