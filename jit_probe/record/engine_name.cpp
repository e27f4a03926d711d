// The list of engines.
#include "jit_probe/record/engine_name.hpp"

#include <algorithm>
#include <array>

namespace dy2stat {
namespace {

constexpr std::array<std::string_view, 2> engines{"script", "trace"};

}  // namespace

std::span<const std::string_view> known_engines() {
  return engines;
}
std::span<const std::string_view> default_engines() {
  return engines;
}
bool is_known_engine(std::string_view name) {
  return std::ranges::find(engines, name) != engines.end();
}

}  // namespace dy2stat
