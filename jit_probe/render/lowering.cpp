// Steps of lowering as text.
#include "jit_probe/render/lowering.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "jit_probe/compare/diff.hpp"

namespace dy2stat {

std::string lowering_diff_text(const std::vector<LoweringStep>& steps) {
  std::string text;
  for (std::size_t k = 1; k < steps.size(); ++k)
    text += unified_diff(steps[k - 1].source, steps[k].source, "before " + steps[k].key, "after " + steps[k].key);
  return text;
}

std::string lowering_timeline_text(const std::vector<LoweringStep>& steps) {
  auto text = fmt::format("{:<26}{:>10}{:>13}{:>8}\n", "pass", "us", "statements", "lines");
  for (const auto& step : steps) {
    const bool is_source = &step == &steps.front();
    text +=
        fmt::format("{:<26}{:>10}{:>13}{:>8}\n", step.key, is_source ? "" : fmt::format("{:.1f}", step.seconds * 1e6),
                    step.statements, std::ranges::count(step.source, '\n'));
  }
  return text;
}

}  // namespace dy2stat
