// Comparing the rounds of one record.
#include "jit_probe/compare/rounds.hpp"

#include <algorithm>
#include <set>

#include "jit_probe/compare/judge.hpp"
#include "jit_probe/compare/stable_text.hpp"

namespace dy2stat {
namespace {

// The content of the canonical graph, by its name; empty if the record has none.
std::string graph_of(const Record& record) {
  const auto graph = record.artifact.find("graph");
  if (graph == record.artifact.end() || !graph->is_object() || !graph->contains("canonical")) return {};
  return blob_of(graph->at("canonical")).value_or("");
}

}  // namespace

Record merged_rounds(const std::vector<Record>& rounds) {
  const auto unexpected = std::ranges::find(rounds, std::optional(false), &Record::as_expected);
  auto merged = unexpected == rounds.end() ? rounds.front() : *unexpected;
  std::set<std::string> outcomes, graphs;
  for (const auto& round : rounds) {
    outcomes.insert(stable_text(outcome_of(round)));
    graphs.insert(graph_of(round));
  }
  merged.flaky = outcomes.size() > 1 || graphs.size() > 1;
  merged.rounds.clear();
  for (const auto& round : rounds)
    merged.rounds.push_back(outcome_of(round) +
                            (graphs.size() > 1 ? " (graph " + graph_of(round).substr(0, 8) + ")" : ""));
  return merged;
}

}  // namespace dy2stat
