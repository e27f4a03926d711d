// Describing records.
#include "jit_probe/cli/describe_record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "jit_probe/compare/judge.hpp"
#include "jit_probe/render/printable.hpp"

namespace dy2stat {
namespace {

constexpr std::size_t most_differences = 3;

std::string state_of(const Record& record) {
  if (record.as_expected == false) return "UNEXPECTED";
  if (record.as_expected == true) return "as expected";
  return record.verdict == Verdict::unavailable ? "unavailable" : "nothing expected";
}

// Continues a text of several lines under its first; what a program wrote must not steer the terminal.
std::string indented(const std::string& text) {
  std::string shown;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    auto line = text.substr(start, end - start);
    std::ranges::replace(line, '\t', ' ');
    shown += (start == 0 ? "" : "\n            ") + printable(line);
    start = end + 1;
  }
  return shown;
}

void add_differences(std::string& text, const Record& record) {
  std::size_t shown = 0;
  for (const auto& difference : record.differences) {
    if (difference.severity != Severity::wrong) continue;
    if (++shown > most_differences) {
      text += "\n  differs   in more places; `show` has all";
      return;
    }
    text += "\n  differs   " +
            indented(fmt::format("{}: eager {}, captured {}", difference.where, difference.eager, difference.captured));
    if (!difference.detail.empty()) text += indented(" (" + difference.detail + ")");
  }
}

void add_expectation(std::string& text, const Expected& expected, const Mechanisms& mechanisms) {
  text +=
      "\n  expected  " + indented(text_of(expected)) + (expected.at.empty() ? "" : " (" + printable(expected.at) + ")");
  if (expected.mechanism.empty()) return;
  const auto found = mechanisms.find(expected.mechanism);
  text += "\n  because   " + expected.mechanism + (found == mechanisms.end() ? "" : ": " + found->second.title);
}

}  // namespace

std::string describe_record(const Record& record, const Mechanisms& mechanisms, const std::string& again, bool colour) {
  const bool unexpected = record.as_expected == false;
  auto text = fmt::format("{}{}{} {} {} {}: {}", colour && unexpected ? "\033[1;31m" : "", state_of(record),
                          colour && unexpected ? "\033[0m" : "", indented(record.case_name), record.engine,
                          record.worker, name_of(record.verdict));
  if (record.as_expected == true && !record.flaky) return text + "\n";
  if (unexpected) add_expectation(text, *record.expected, mechanisms);
  const auto outcome = outcome_of(record);
  if (unexpected || outcome != name_of(record.verdict)) text += "\n  came      " + indented(outcome);
  if (record.error && !record.error->where.empty()) text += " at " + indented(record.error->where);
  if (record.error && !record.reason.empty()) text += "\n  reason    " + indented(record.reason);
  add_differences(text, record);
  if (record.flaky)
    for (std::size_t k = 0; k < record.rounds.size(); ++k)
      text += fmt::format("\n  round {:<3} {}", k + 1, indented(record.rounds[k]));
  if (unexpected || record.flaky) text += "\n  again     " + printable(again);
  return text + "\n";
}

std::string counts_of(const std::vector<Record>& records) {
  std::size_t as_expected = 0, unexpected = 0, unavailable = 0, flaky = 0;
  for (const auto& record : records) {
    as_expected += record.as_expected == true;
    unexpected += record.as_expected == false;
    unavailable += !record.as_expected && record.verdict == Verdict::unavailable;
    flaky += record.flaky;
  }
  const auto silent = records.size() - as_expected - unexpected - unavailable;
  auto text = fmt::format("{} record{}: {} as expected, {} unexpected", records.size(), records.size() == 1 ? "" : "s",
                          as_expected, unexpected);
  if (silent) text += fmt::format(", {} of which nothing is expected", silent);
  if (unavailable) text += fmt::format(", {} unavailable", unavailable);
  if (flaky) text += fmt::format("; {} flaky", flaky);
  return text;
}

}  // namespace dy2stat
