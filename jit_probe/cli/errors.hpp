// Errors that end a command because of what was asked of it.
#pragma once

#include <stdexcept>

#include "jit_probe/suite/problem.hpp"

namespace dy2stat {

// The command line asks for something that cannot be; what() says what and how to mend it. Exit code 2.
struct UsageError : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// Files that the command reads are wrong; printed a line each. Exit code 2.
struct FoundProblems : std::runtime_error {
  explicit FoundProblems(const Problems& problems) : std::runtime_error(lines_of(problems)) {}

 private:
  static std::string lines_of(const Problems& problems) {
    std::string lines;
    for (const auto& problem : problems) lines += (lines.empty() ? "" : "\n") + problem.text();
    return lines;
  }
};

}  // namespace dy2stat
