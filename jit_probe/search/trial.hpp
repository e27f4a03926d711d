// Trying an input: eager and what was captured are called with it in one process, and compared.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jit_probe/record/search.hpp"
#include "jit_probe/search/branches.hpp"
#include "jit_probe/search/input.hpp"

namespace dy2stat::search {

// What trying an input showed.
struct Outcome {
  bool eager_raised = false;
  std::optional<FindingKind> kind;  // how the capture differs, without regard to sizes; none: it does not
  std::vector<Difference> differences;
  std::optional<Error> error;  // what the capture raised where eager does not
  Branches branches;           // those that eager reached and that were not known to be reachable before
  bool gave_up = false;        // eager did not end, or its process died
};
Json to_json(const Outcome& outcome);
Outcome outcome_from_json(const Json& json);

// Judges a comparison of calls with one input: of the differences those that are wrong stay.
Outcome outcome_of(const parity::Comparison& comparison);

// The two that are called.
struct Pair {
  parity::Subject eager, captured;
  std::vector<Aspect> cannot_have;  // of the capture
};

// Puts the subject into the mode for as long as it lives; afterwards every submodule has its own again.
class InMode {
 public:
  InMode(const Mode& mode, const parity::Subject& subject);
  ~InMode();
  InMode(const InMode&) = delete;
  InMode& operator=(const InMode&) = delete;

 private:
  std::optional<at::NoGradGuard> no_grad_;
  std::vector<std::pair<py::object, bool>> before_;  // each module's own mode
};

// How the observation of one input is done: one round, with gradients if its mode says so.
parity::Options options_for(const Mode& mode);

}  // namespace dy2stat::search
