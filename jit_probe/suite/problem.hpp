// What is wrong in a file, where, and how to mend it.
#pragma once

#include <string>
#include <vector>

namespace dy2stat {

// Lines and columns count from 1.
struct Problem {
  std::string file;
  int line = 1, column = 1;
  std::string what, mend;
  // "file:line:column: what: mend"
  std::string text() const {
    return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + what + ": " + mend;
  }
};

using Problems = std::vector<Problem>;

}  // namespace dy2stat
