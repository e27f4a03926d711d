// Which ways a program's conditional jumps went while it was called.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::search {

// A function that was entered, or an outcome of one of its conditional jumps (if, while, for, and, or, a conditional
// expression): "program.py:12 func 34 jumps". The same in every process.
using Branches = std::set<std::string>;

// Watches this thread between `begin` and `end` by a tracing function in C, which Python calls for every instruction of
// the functions whose code lies in the folder. A tracing function that is set already is left alone: then nothing is
// seen.
class BranchWatch {
 public:
  explicit BranchWatch(std::string folder);
  ~BranchWatch();
  BranchWatch(const BranchWatch&) = delete;
  BranchWatch& operator=(const BranchWatch&) = delete;

  void begin();
  void end();

  // Those that were reached since the last call of this.
  Branches take();
  // Of every function that was ever entered: what can be reached in it.
  Branches known() const;

  struct Log;

 private:
  std::unique_ptr<Log> log_;
};

}  // namespace dy2stat::search
