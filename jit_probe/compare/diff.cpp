// Pairing the records of two sides and noting how each pair differs.
#include "jit_probe/compare/diff.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <unordered_map>

namespace dy2stat {
namespace {

std::map<std::string, std::pair<long, long>> changed_operators(const GraphOutline& before, const GraphOutline& after) {
  if (before.operators.empty() || after.operators.empty() || before.operators == after.operators) return {};
  std::map<std::string, std::pair<long, long>> counts;
  const auto old = Json::parse(before.operators), now = Json::parse(after.operators);
  for (const auto& [kind, count] : old.items()) counts[kind].first = count.get<long>();
  for (const auto& [kind, count] : now.items()) counts[kind].second = count.get<long>();
  std::erase_if(counts, [](const auto& entry) { return entry.second.first == entry.second.second; });
  return counts;
}

std::optional<GraphChange> change_of(const GraphOutline& before, const GraphOutline& after) {
  GraphChange change{after.method, {}, changed_operators(before, after), {}};
  if (!before.canonical.empty() && !after.canonical.empty() && before.canonical != after.canonical)
    change.canonical = {before, after};
  if (!before.schema.empty() && !after.schema.empty() && before.schema != after.schema)
    change.schema = {before.schema, after.schema};
  if (!change.canonical && !change.schema && change.operators.empty()) return std::nullopt;
  return change;
}

// The changes of the methods that both have; what only one side could capture shows in the verdict.
std::vector<GraphChange> changed_graphs(const Outline& before, const Outline& after) {
  std::vector<GraphChange> changes;
  for (const auto& graph : after.graphs) {
    const auto old = std::ranges::find(before.graphs, graph.method, &GraphOutline::method);
    if (old == before.graphs.end()) continue;
    if (auto change = change_of(*old, graph)) changes.push_back(std::move(*change));
  }
  return changes;
}

std::optional<RecordChange> change_of(Outline& before, Outline& after) {
  RecordChange change;
  change.verdict = before.verdict != after.verdict || before.stage != after.stage;
  change.failure = before.failure != after.failure;
  change.differences = before.wrong != after.wrong;
  change.graphs = changed_graphs(before, after);
  const bool unavailable = before.verdict == Verdict::unavailable && after.verdict == Verdict::unavailable;
  if (unavailable || (!change.verdict && !change.failure && !change.differences && change.graphs.empty()))
    return std::nullopt;
  change.before = std::move(before);
  change.after = std::move(after);
  return change;
}

std::set<std::string> workers_of(const std::vector<Outline>& outlines) {
  std::set<std::string> workers;
  for (const auto& outline : outlines) workers.insert(outline.worker);
  return workers;
}

bool was_captured(const Outline& outline) {
  return outline.capture_seconds > 0 && (outline.verdict == Verdict::sound || outline.verdict == Verdict::unsound ||
                                         outline.verdict == Verdict::restricted || outline.verdict == Verdict::partial);
}

std::optional<double> median(std::vector<double> numbers) {
  if (numbers.empty()) return std::nullopt;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::ranges::nth_element(numbers, middle);
  if (numbers.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(numbers.begin(), middle)) / 2;
}

}  // namespace

Diff diff_of(std::vector<Outline> before, std::vector<Outline> after) {
  const auto before_workers = workers_of(before), after_workers = workers_of(after);
  const bool by_worker = before_workers.size() != 1 || after_workers.size() != 1;
  const auto key_of = [&](const Outline& outline) {
    return outline.case_name + '\n' + outline.engine + (by_worker ? '\n' + outline.worker : "");
  };
  const auto named = [](const Outline& outline) {
    return outline.case_name + " " + outline.engine + " " + outline.worker;
  };
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t at = 0; at < before.size(); ++at) places.emplace(key_of(before[at]), at);

  Diff diff;
  std::vector<double> ratios;
  for (auto& outline : after) {
    const auto place = places.find(key_of(outline));
    if (place == places.end()) {
      diff.only_after.push_back(named(outline));
      continue;
    }
    auto& old = before[place->second];
    places.erase(place);
    ++diff.compared;
    ++diff.verdicts[old.verdict].first;
    ++diff.verdicts[outline.verdict].second;
    if (was_captured(old) && was_captured(outline)) ratios.push_back(outline.capture_seconds / old.capture_seconds);
    if (auto change = change_of(old, outline)) diff.changes.push_back(std::move(*change));
  }
  for (const auto& outline : before)
    if (places.contains(key_of(outline))) diff.only_before.push_back(named(outline));
  diff.median_capture_ratio = median(std::move(ratios));
  return diff;
}

bool is_same(const Diff& diff, bool verdicts_only) {
  const auto counts = [&](const RecordChange& change) { return change.verdict || !verdicts_only; };
  return diff.only_before.empty() && diff.only_after.empty() && std::ranges::none_of(diff.changes, counts);
}

std::vector<Outline> of_worker(const std::vector<Outline>& outlines, const std::string& worker) {
  std::vector<Outline> chosen;
  std::ranges::copy_if(outlines, std::back_inserter(chosen),
                       [&](const auto& outline) { return outline.worker == worker; });
  if (!chosen.empty()) return chosen;
  std::string known;
  for (const auto& name : workers_of(outlines)) known += (known.empty() ? "" : ", ") + name;
  throw std::invalid_argument("the run has no record of the worker '" + worker + "'; it has those of " + known);
}

}  // namespace dy2stat
