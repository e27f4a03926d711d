// Collects differences, with the chain of context that leads to each.
#include "capture/parity/findings.hpp"

#include <algorithm>
#include <iterator>

namespace dy2stat::parity {

std::string Place::joined(bool with_round) const {
  std::string text;
  for (const auto& step : steps_)
    if (with_round || step.rfind("round ", 0) != 0) text += (text.empty() ? "" : " -> ") + step;
  return text;
}

std::string Place::text() const {
  return joined(true);
}
std::string Place::text_without_round() const {
  return joined(false);
}

void Findings::add(const Place& place, Aspect aspect, Severity severity, std::string eager, std::string captured,
                   std::string detail) {
  if (left_out_.count(aspect)) return;
  if (!seen_.insert({{aspect, severity}, place.text_without_round()}).second) return;
  if (!make_room(aspect, severity)) return;
  comparison_.differences.push_back(
      {aspect, severity, place.text(), std::move(eager), std::move(captured), std::move(detail)});
}

bool Findings::make_room(Aspect aspect, Severity severity) {
  auto& differences = comparison_.differences;
  if (differences.size() < most_differences) return true;
  if (severity == Severity::note) return false;
  const auto count = [&](Aspect wanted) {
    return std::count_if(differences.begin(), differences.end(), [&](const Difference& difference) {
      return difference.severity == Severity::wrong && difference.aspect == wanted;
    });
  };
  const bool first = count(aspect) == 0;
  const auto gives_way = std::find_if(differences.rbegin(), differences.rend(), [&](const Difference& difference) {
    return difference.severity == Severity::note || (first && count(difference.aspect) > 1);
  });
  if (gives_way == differences.rend()) return false;
  differences.erase(std::next(gives_way).base());
  return true;
}

void Findings::tolerance(const std::string& dtype, double relative, double absolute) {
  comparison_.tolerances[dtype] = {{"rtol", relative}, {"atol", absolute}};
}

}  // namespace dy2stat::parity
