// Collects differences, with the chain of context that leads to each.
#include "capture/parity/findings.hpp"

namespace dy2stat::parity {

constexpr std::size_t most_differences = 50;

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
  if (comparison_.differences.size() >= most_differences) return;
  if (!seen_.insert({{aspect, severity}, place.text_without_round()}).second) return;
  comparison_.differences.push_back(
      {aspect, severity, place.text(), std::move(eager), std::move(captured), std::move(detail)});
}

void Findings::tolerance(const std::string& dtype, double relative, double absolute) {
  comparison_.tolerances[dtype] = {{"rtol", relative}, {"atol", absolute}};
}

}  // namespace dy2stat::parity
