// Comparing the rounds of one record.
#include "jit_probe/compare/rounds.hpp"

#include <algorithm>
#include <regex>
#include <set>

#include "jit_probe/compare/judge.hpp"

namespace dy2stat {
namespace {

// The content of the canonical graph, by its name; empty if the record has none.
std::string graph_of(const Record& record) {
  const auto graph = record.artifact.find("graph");
  if (graph == record.artifact.end() || !graph->is_object() || !graph->contains("canonical")) return {};
  return blob_of(graph->at("canonical")).value_or("");
}

std::string without_addresses(const std::string& text) {
  static const std::regex address("0x[0-9a-fA-F]+");
  return std::regex_replace(text, address, "0x...");
}

}  // namespace

Record merged_rounds(const std::vector<Record>& rounds) {
  const auto unexpected = std::ranges::find(rounds, std::optional(false), &Record::as_expected);
  auto merged = unexpected == rounds.end() ? rounds.front() : *unexpected;
  std::set<std::string> outcomes, graphs;
  for (const auto& round : rounds) {
    outcomes.insert(without_addresses(outcome_of(round)));
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
