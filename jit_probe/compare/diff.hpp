// What changed between two runs, or between two workers of one run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "jit_probe/compare/outline.hpp"

namespace dy2stat {

// How a captured graph changed.
struct GraphChange {
  std::string method;                                              // as in GraphOutline
  std::optional<std::pair<GraphOutline, GraphOutline>> canonical;  // where the canonical texts differ
  std::map<std::string, std::pair<long, long>> operators;          // kind -> count before and after, where they differ
  std::optional<std::pair<std::string, std::string>> schema;       // where the schemas differ
};

// A (case, engine) that both sides have and that is not the same on them.
struct RecordChange {
  Outline before, after;
  bool verdict = false;      // another verdict, or the same at another stage
  bool failure = false;      // another error or reason; addresses in the text do not count
  bool differences = false;  // other wrong differences from eager
  std::vector<GraphChange> graphs;
};

struct Diff {
  std::size_t compared = 0;  // records that both sides have
  std::vector<RecordChange> changes;
  std::vector<std::string> only_before, only_after;                 // "case engine worker"
  std::map<Verdict, std::pair<std::size_t, std::size_t>> verdicts;  // of the compared records, before and after
  // Capture seconds after divided by before, of the records that both sides captured; empty if there is none.
  std::optional<double> median_capture_ratio;
};

// Whether both sides have the same records and nothing of them changed; nothing of their verdicts if only these count.
bool is_same(const Diff& diff, bool verdicts_only);

// Pairs the records of `before` and `after` by case, engine and worker; where each side has one worker only, by case
// and engine, so that runs of two torch versions can be compared. What is `unavailable` on both sides is the same.
Diff diff_of(std::vector<Outline> before, std::vector<Outline> after);

// Those of the worker. Throws std::invalid_argument, naming the workers there are, if there is none.
std::vector<Outline> of_worker(const std::vector<Outline>& outlines, const std::string& worker);

// The unified difference of two texts, `context` lines around each change; empty if they are the same. The names stand
// in its first two lines.
std::string unified_diff(const std::string& before, const std::string& after, const std::string& before_name,
                         const std::string& after_name);

}  // namespace dy2stat
