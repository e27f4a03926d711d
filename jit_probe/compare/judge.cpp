// Judging a record by its expectation.
#include "jit_probe/compare/judge.hpp"

#include <algorithm>
#include <set>

namespace dy2stat {
namespace {

std::set<Aspect> wrong_aspects(const Record& record) {
  std::set<Aspect> wrong;
  for (const auto& difference : record.differences)
    if (difference.severity == Severity::wrong) wrong.insert(difference.aspect);
  return wrong;
}

std::string error_text(const Record& record) {
  if (!record.error) return {};
  return record.error->type.empty() ? record.error->message : record.error->type + ": " + record.error->message;
}

bool says(const Record& record, const std::string& error) {
  return error_text(record).find(error) != std::string::npos || record.reason.find(error) != std::string::npos;
}

// The operators of the captured graph as it stands (with its calls) and inlined (with what they call); null if the
// record has none.
Json operators_of(const Record& record) {
  Json operators;
  for (const auto* form : {"graph", "inlined"}) {
    const auto graph = record.artifact.find(form);
    if (graph != record.artifact.end() && graph->is_object() && graph->contains("operators"))
      operators.update(graph->at("operators"));
  }
  return operators;
}

// What is wrong about the graph's operators, as " without prim::Loop, with aten::Int"; empty if nothing is.
std::string wrong_operators(const Record& record, const Expected& expected) {
  if (expected.operators_has.empty() && expected.operators_not.empty()) return {};
  const auto operators = operators_of(record);
  // What was not looked at proves nothing, neither that an operator is there nor that it is not.
  if (operators.is_null()) return " not recorded, so that its operators could not be checked";
  std::string text;
  const auto add = [&](const std::string& what) { text += (text.empty() ? " " : ", ") + what; };
  for (const auto& kind : expected.operators_has)
    if (!operators.contains(kind)) add("without " + kind);
  for (const auto& kind : expected.operators_not)
    if (operators.contains(kind)) add("with " + kind);
  return text;
}

bool holds(const Record& record, const Expected& expected) {
  if (record.verdict != expected.verdict) return false;
  if (record.verdict == Verdict::unsound &&
      wrong_aspects(record) != std::set<Aspect>(expected.aspects.begin(), expected.aspects.end()))
    return false;
  if (record.verdict == Verdict::rejected && (record.stage != expected.stage || !says(record, expected.error)))
    return false;
  return wrong_operators(record, expected).empty();
}

template <typename Aspects>
std::string listed(const Aspects& words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : ", ") + std::string(name_of(word));
  return text;
}

// The first line that is not empty: TorchScript's messages begin with an empty one.
std::string first_line(const std::string& text) {
  const auto start = std::min(text.find_first_not_of("\r\n"), text.size());
  return text.substr(start, text.find('\n', start) - start);
}

}  // namespace

std::string text_of(const Expected& expected) {
  std::string text(name_of(expected.verdict));
  if (expected.verdict == Verdict::unsound)
    text += " in " + listed(std::set<Aspect>(expected.aspects.begin(), expected.aspects.end()));
  if (expected.verdict == Verdict::rejected) {
    if (expected.stage) text += " at " + std::string(name_of(*expected.stage));
    if (!expected.error.empty()) text += " with '" + expected.error + "'";
  }
  std::string operators;
  for (const auto& kind : expected.operators_has) operators += (operators.empty() ? "" : ", ") + kind;
  if (!operators.empty()) text += ", graph with " + operators;
  operators.clear();
  for (const auto& kind : expected.operators_not) operators += (operators.empty() ? "" : ", ") + kind;
  if (!operators.empty()) text += ", graph without " + operators;
  return text;
}

std::string outcome_of(const Record& record) {
  std::string text(name_of(record.verdict));
  if (record.verdict == Verdict::unsound) text += " in " + listed(wrong_aspects(record));
  if (record.verdict == Verdict::rejected) text += " at " + std::string(name_of(record.stage));
  if (record.expected && record.verdict == record.expected->verdict)
    if (const auto operators = wrong_operators(record, *record.expected); !operators.empty())
      text += ", graph" + operators;
  if (!error_text(record).empty())
    text += ": " + (record.error->type.empty() ? "" : record.error->type + ": ") + first_line(record.error->message);
  else if (!record.reason.empty() && record.verdict != Verdict::sound && record.verdict != Verdict::unsound)
    text += ": " + first_line(record.reason);
  return text;
}

void judge(Record& record, const std::optional<Expected>& expected) {
  record.expected = expected;
  record.as_expected.reset();
  if (expected && record.verdict != Verdict::unavailable) record.as_expected = holds(record, *expected);
}

std::string why_unexpected(const Record& record) {
  if (!record.expected || record.as_expected.value_or(true)) return {};
  std::string text = "expected " + text_of(*record.expected);
  if (!record.expected->mechanism.empty()) text += " by " + record.expected->mechanism;
  if (!record.expected->at.empty()) text += " (" + record.expected->at + ")";
  return text + "\ncame " + outcome_of(record);
}

}  // namespace dy2stat
