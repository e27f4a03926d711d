// Which constants a program itself writes down, line by line.
#pragma once

#include <map>
#include <set>
#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// Reads each Python file once, when it is first asked for, as linecache has it.
class WrittenLiterals {
 public:
  // The literals on that line, each with and without a minus, as `literal` writes them: "2", "0.5", "'mean'", "True".
  // The lines of a statement without statements inside count as one. Throws py::error_already_set for a file that is
  // no Python.
  const std::set<std::string>& on(const std::string& file, int line);

 private:
  std::map<std::string, std::map<int, std::set<std::string>>> files_;
};

}  // namespace dy2stat::probes
