// Expectations taken from records.
#include "jit_probe/compare/baseline.hpp"

namespace dy2stat {

void Baseline::add(const Record& record, const std::string& name) {
  workers_.insert(record.worker);
  if (record.flaky || record.verdict == Verdict::unavailable) return;
  std::set<Aspect> wrong;
  for (const auto& difference : record.differences)
    if (difference.severity == Severity::wrong) wrong.insert(difference.aspect);
  Expected expected;
  expected.verdict = record.verdict;
  if (record.verdict == Verdict::unsound) expected.aspects.assign(wrong.begin(), wrong.end());
  if (record.verdict == Verdict::rejected) expected.stage = record.stage;
  expected.at = name;
  expected_[{record.case_name, record.engine, record.worker}] = expected;
}

std::optional<Expected> Baseline::expected_for(const Record& record) const {
  auto found = expected_.find({record.case_name, record.engine, record.worker});
  if (found == expected_.end() && workers_.size() == 1)
    found = expected_.find({record.case_name, record.engine, *workers_.begin()});
  if (found == expected_.end()) return std::nullopt;
  return found->second;
}

}  // namespace dy2stat
