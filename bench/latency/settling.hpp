// When a program has settled: how many calls it takes until each one takes what the next ones take.
#pragma once

#include <vector>

#include "bench/latency/callable.hpp"

namespace dy2stat::latency {

struct Settling {
  double first_call = 0;  // seconds
  int calls = 0;          // before the steady state, the first included; 0: the first was as fast as all others
  double seconds = 0;     // of these calls together
  double level = 0;       // seconds of a call in the steady state, roughly
  bool settled = true;    // false: calls were still getting faster or slower when patience ended
};

// Whether the last five calls (of calls above 10 ms three) were steady: as fast as as many before them, with no new
// execution plan. `plans[k]` is the
// number of plans before call k.
bool is_steady(const std::vector<double>& seconds, const std::vector<int>& plans);

// What single calls, in their order up to the steady state, say. There must be one at least.
Settling settling_of(const std::vector<double>& seconds, const std::vector<int>& plans);

// Calls until the calls are steady, or for 300 calls, or at most for `patience` seconds beyond the first five calls.
Settling settle(Callable& callable, double patience = 1.0);

}  // namespace dy2stat::latency
