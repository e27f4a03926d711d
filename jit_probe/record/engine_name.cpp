// The list of engines, and the options in brackets.
#include "jit_probe/record/engine_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace dy2stat {
namespace {

constexpr std::array<std::string_view, 9> engines{
    "script", "trace", "fx", "export", "export[strict]", "dynamo", "freeze", "script[types]", "onnx"};
// The first of them run, and fewer are measured, unless others are asked for.
constexpr std::size_t run_by_default = 6, measured_by_default = 2;

constexpr std::string_view dynamo = "dynamo", fullgraph = "[fullgraph]";

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

// "[backend=NAME]" and "[fullgraph]", each at most once.
bool are_dynamo_options(std::string_view brackets) {
  constexpr std::string_view backend = "[backend=";
  if (brackets.starts_with(backend)) {
    const auto end = std::min(brackets.find(']'), brackets.size());
    if (end == brackets.size() || !is_word(brackets.substr(backend.size(), end - backend.size()))) return false;
    brackets.remove_prefix(end + 1);
  }
  return brackets.empty() || brackets == fullgraph;
}

}  // namespace

std::span<const std::string_view> known_engines() {
  return engines;
}
std::span<const std::string_view> default_engines() {
  return std::span(engines).first(run_by_default);
}
std::span<const std::string_view> default_bench_engines() {
  return std::span(engines).first(measured_by_default);
}
std::vector<std::string> all_engines() {
  std::vector<std::string> all(engines.begin(), engines.end());
  all.push_back("dynamo[backend=inductor]");
  return all;
}
bool is_known_engine(std::string_view name) {
  if (std::ranges::find(engines, name) != engines.end()) return true;
  return name.starts_with(dynamo) && are_dynamo_options(name.substr(dynamo.size()));
}
std::optional<OwnEngineName> own_engine_from(std::string_view name) {
  constexpr std::string_view own = "py:";
  const auto colon = name.rfind(':');
  if (!name.starts_with(own) || colon < own.size()) return std::nullopt;
  const auto file = name.substr(own.size(), colon - own.size()), function = name.substr(colon + 1);
  if (!file.ends_with(".py") || file == ".py" || !is_word(function)) return std::nullopt;
  return OwnEngineName{std::string(file), std::string(function)};
}
bool can_be_fullgraph(std::string_view name) {
  return name == dynamo || name.starts_with("dynamo[");
}
std::string with_fullgraph(std::string_view name) {
  return std::string(name) + std::string(name.ends_with(fullgraph) ? "" : fullgraph);
}

}  // namespace dy2stat
