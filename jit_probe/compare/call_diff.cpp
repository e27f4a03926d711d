// Matching the calls of two recordings by name.
#include "jit_probe/compare/call_diff.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace dy2stat {
namespace {

CallChange::Kind kind_of(const CallTotal& first, const CallTotal& second) {
  using enum CallChange::Kind;
  if (second.calls == 0) return vanished;
  if (first.calls == 0) return appeared;
  return second.calls > first.calls ? more_often : second.calls < first.calls ? less_often : as_often;
}

}  // namespace

std::string_view name_of(CallChange::Kind kind) {
  switch (kind) {
    case CallChange::Kind::vanished:
      return "vanished";
    case CallChange::Kind::appeared:
      return "appeared";
    case CallChange::Kind::more_often:
      return "more often";
    case CallChange::Kind::less_often:
      return "less often";
    case CallChange::Kind::as_often:
      return "as often";
  }
  throw std::logic_error("a change of calls without a name");
}

std::vector<CallChange> call_diff(const CallRecording& first, const CallRecording& second) {
  std::map<std::string, CallChange> by_name;
  for (const auto& [name, total] : first.apis) by_name[name].first = total;
  for (const auto& [name, total] : second.apis) by_name[name].second = total;
  std::vector<CallChange> changes;
  for (auto& [name, change] : by_name) {
    change.name = name;
    change.kind = kind_of(change.first, change.second);
    changes.push_back(change);
  }
  std::ranges::stable_sort(changes, {}, [](const CallChange& change) {
    return std::tuple(change.kind, -std::max(change.first.total_ms, change.second.total_ms));
  });
  return changes;
}

}  // namespace dy2stat
