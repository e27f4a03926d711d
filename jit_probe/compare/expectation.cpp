// The expectation that a record fulfils.
#include "jit_probe/compare/expectation.hpp"

#include <set>

#include "jit_probe/compare/judge.hpp"

namespace dy2stat {
namespace {

// The first line of the message that says something, cut between words so that it fits a line.
std::string part_of_error(const Record& record) {
  constexpr std::size_t longest = 80;
  auto text = record.error && !record.error->message.empty() ? record.error->message : record.reason;
  text.erase(0, text.find_first_not_of(" \t\r\n"));
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  if (text.size() > longest)
    text.resize(text.find_last_of(' ', longest) == std::string::npos ? longest : text.find_last_of(' ', longest));
  while (!is_utf8(text)) text.pop_back();
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Those of the operators that alone, as `demand` sets them, the record's graph fulfils.
template <typename Demand>
std::vector<std::string> that_hold(const std::vector<std::string>& operators, const Record& record, Expected expected,
                                   const Demand& demand) {
  std::vector<std::string> holding;
  for (const auto& kind : operators) {
    demand(expected) = {kind};
    if (fulfils(record, expected)) holding.push_back(kind);
  }
  return holding;
}

}  // namespace

bool fulfils(const Record& record, const Expected& expected) {
  auto judged = record;
  judge(judged, expected);
  return judged.as_expected == true;
}

Expected expectation_of(const Record& record, const std::optional<Expected>& old) {
  Expected expected;
  expected.verdict = record.verdict;
  if (old && old->verdict == record.verdict) expected.mechanism = old->mechanism;
  if (record.verdict == Verdict::unsound) {
    std::set<Aspect> wrong;
    for (const auto& difference : record.differences)
      if (difference.severity == Severity::wrong) wrong.insert(difference.aspect);
    expected.aspects.assign(wrong.begin(), wrong.end());
  }
  if (record.verdict == Verdict::rejected) {
    expected.stage = record.stage;
    if (old) expected.error = old->error;
    if (expected.error.empty() || !fulfils(record, expected)) expected.error = part_of_error(record);
  }
  if (!old) return expected;
  const auto bare = expected;
  expected.operators_has = that_hold(
      old->operators_has, record, bare, [](Expected & of) -> auto& { return of.operators_has; });
  expected.operators_not = that_hold(
      old->operators_not, record, bare, [](Expected & of) -> auto& { return of.operators_not; });
  return expected;
}

}  // namespace dy2stat
