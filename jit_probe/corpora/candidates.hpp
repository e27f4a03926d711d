// From documentation to programs: phase 1 of a docstring's case. What it makes depends on its arguments alone.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/corpora/documentation.hpp"

namespace dy2stat::corpora {

enum class TargetKind { function, method, module_class };

// Something public with a docstring.
struct Target {
  std::string name;  // "torch.nn.functional.relu", "torch.Tensor.add", "torch.nn.Conv2d": as it is called
  TargetKind kind = TargetKind::function;
  std::string doc;
  std::string related;       // the docstring that this one says to see, and
  std::string related_name;  // the last part of its name
  std::string signature;     // of the function or constructor as Python tells it, without brackets; may be empty
  std::string forward;       // the same of a module's forward, without self

  std::string last_name() const { return name.substr(name.rfind('.') + 1); }
};

// A program, taken apart so that what an argument turns out to be can be written into the call.
struct Candidate {
  std::string how;                       // "example 2", "signature, sizes 3"
  std::vector<std::string> setup;        // statements of inputs()
  std::vector<std::string> constructor;  // statements before a module is constructed
  std::string construct;                 // the expression that makes the module; empty: a function is called
  std::string call;                      // the expression of a function's call, in which p0, p1, ... are parameters
  std::vector<std::string> arguments;    // the expressions for them, or a module's arguments, "x=..." among them
};

// The programs to try, the likeliest first; at most 40. Those of examples come first.
std::vector<Candidate> candidates_for(const Target& target);

// The text of program.py. `known` says of each argument what verifying it showed: a constant to be written in its
// place, an annotation that begins with ":", or nothing.
std::string program_text(const Target& target, const Candidate& candidate, const std::vector<std::string>& known);

}  // namespace dy2stat::corpora
