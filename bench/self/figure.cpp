// Prints figures beside their bounds.
#include "bench/self/figure.hpp"

#include <fmt/core.h>

namespace dy2stat::bench {
namespace {

std::string quantity(double value, const std::string& unit) {
  const auto digits = value >= 100 || value == static_cast<long>(value) ? 0 : 2;
  return fmt::format("{:.{}f}{}{}", value, digits, unit.empty() ? "" : " ", unit);
}

}  // namespace

std::string text_of(const std::vector<Figure>& figures) {
  std::string text = fmt::format("{:<58} {:>12} {:>12}\n", "figure", "measured", "at most");
  for (const auto& figure : figures) {
    text += fmt::format("{:<58} {:>12} {:>12}  {}\n", figure.what, quantity(figure.measured, figure.unit),
                        quantity(figure.bound, figure.unit), figure.met() ? "met" : "NOT MET");
    for (const auto& command : figure.commands) text += fmt::format("    $ {}\n", command);
  }
  return text;
}

}  // namespace dy2stat::bench
