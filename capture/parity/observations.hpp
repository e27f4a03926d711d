// What one life of a subject showed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "capture/parity/instance.hpp"
#include "capture/parity/parity.hpp"
#include "capture/parity/snapshot.hpp"
#include "capture/python/raised.hpp"

namespace dy2stat::parity {

// For each tensor of the result, by its path: what shares storage with it ("argument [0]", "parameter weight",
// "result [1]").
using Aliases = std::map<std::string, std::set<std::string>>;

struct Call {
  std::optional<Raised> raised;
  Snapshot result;     // when it did not raise
  Snapshot arguments;  // after the call: (positional, keywords)
  Aliases aliases;
  std::string output;
};

struct GradientCall {
  std::optional<Raised> raised;  // by the call or by backward
  Snapshot result;
  std::map<std::string, Snapshot> gradients;  // by leaf or parameter; only those that got one
};

struct Observations {
  std::vector<std::vector<Call>> rounds;  // [round][input set]
  std::vector<ChangedState> states;       // after each round, against the state before the first call
  std::vector<GradientCall> gradients;    // by input set; empty when they were not asked for
};

}  // namespace dy2stat::parity
