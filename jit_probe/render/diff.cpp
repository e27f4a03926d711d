// What the formats of a difference share, and the choice among them.
#include "jit_probe/render/diff.hpp"

#include <map>

#include "jit_probe/render/diff_formats.hpp"

namespace dy2stat {

DiffFormat diff_format_from(std::string_view word) {
  if (word == "terminal") return DiffFormat::terminal;
  if (word == "markdown") return DiffFormat::markdown;
  if (word == "json") return DiffFormat::json;
  throw UnknownWord("'" + std::string(word) + "' is no format of a difference; there are terminal, markdown, json");
}

std::string render_diff(const Diff& diff, DiffFormat format, const DiffOptions& options, const GraphText& before,
                        const GraphText& after) {
  if (format == DiffFormat::json) return json_diff(diff, options, before, after);
  return text_diff(diff, format, options, before, after);
}

std::vector<std::pair<std::string, std::vector<const RecordChange*>>> grouped_verdicts(const Diff& diff) {
  using Side = std::pair<Verdict, Stage>;
  std::map<std::pair<Side, Side>, std::vector<const RecordChange*>> groups;
  for (const auto& change : diff.changes) {
    if (!change.verdict) continue;
    // The stage says something only where the verdict stayed the same.
    const bool same = change.before.verdict == change.after.verdict;
    groups[{{change.before.verdict, same ? change.before.stage : Stage::load},
            {change.after.verdict, same ? change.after.stage : Stage::load}}]
        .push_back(&change);
  }
  std::vector<std::pair<std::string, std::vector<const RecordChange*>>> named;
  for (auto& [sides, changes] : groups) {
    const auto& [before, after] = sides;
    const bool same = before.first == after.first;
    const auto side = [same](const Side& of) {
      return std::string(name_of(of.first)) + (same ? " at " + std::string(name_of(of.second)) : "");
    };
    named.emplace_back(side(before) + " -> " + side(after), std::move(changes));
  }
  return named;
}

std::string name_of_change(const RecordChange& change) {
  const auto& [before, after] = std::tie(change.before.worker, change.after.worker);
  return change.after.case_name + " " + change.after.engine +
         (before == after ? " " + after : " " + before + " -> " + after);
}

}  // namespace dy2stat
