// The search itself: chooses inputs, keeps those that lead further, shrinks what is found.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "jit_probe/record/search.hpp"
#include "jit_probe/search/changes.hpp"
#include "jit_probe/search/sizes.hpp"
#include "jit_probe/search/trial.hpp"

namespace dy2stat::search {

// What fresh processes showed of one input: eager twice, and the capture.
struct Confirmation {
  enum class What { shown, not_shown, nondeterministic, rounding } what = What::not_shown;
  Outcome outcome;  // when it was shown
};

// How inputs are tried, elsewhere.
class Trials {
 public:
  virtual ~Trials() = default;
  // An outcome for each input, in order. Throws what ends the search.
  virtual std::vector<Outcome> try_all(const std::vector<Input>& inputs) = 0;
  virtual Confirmation confirm(const Input& input) = 0;
  // All branches of the functions that eager has entered so far.
  virtual Branches known_branches() = 0;
};

// What is searched.
struct Searched {
  std::vector<parity::InputSet> inputs;  // the case's own
  DynamicDimensions dynamic;
  Surroundings surroundings;
};

// Searches until `search.options.budget` inputs are tried, and fills the counts, findings and `already` of `search`.
// The same inputs are tried whenever the seed is the same and the program does the same. `progress` is called after
// each batch. Throws std::runtime_error if eager raises on the first input set.
void explore(const Searched& searched, Trials& trials, Search& search, const std::function<void()>& progress);

}  // namespace dy2stat::search
