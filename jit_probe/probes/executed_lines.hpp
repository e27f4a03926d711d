// Which lines of a program Python executes while it is called, and with which input sets.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::probes {

// file below the program's folder -> line -> input sets
using LinesByFile = std::map<std::string, std::map<int, std::set<int>>>;

// Watches this thread between `begin` and `end` by a tracing function in C, which Python calls for every line; of files
// that do not lie in the folder it asks for no lines. A tracing function that somebody else has set (a debugger's)
// rests meanwhile, and one that the program sets stays.
class ExecutedLines {
 public:
  explicit ExecutedLines(std::string folder);
  ~ExecutedLines();
  ExecutedLines(const ExecutedLines&) = delete;
  ExecutedLines& operator=(const ExecutedLines&) = delete;

  void begin(int input_set);
  void end();

  LinesByFile lines() const;

  struct Log;

 private:
  std::unique_ptr<Log> log_;
  py::object other_tracer_ = py::none();
};

}  // namespace dy2stat::probes
