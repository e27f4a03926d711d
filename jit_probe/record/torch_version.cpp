// Reading and comparing torch versions.
#include "jit_probe/record/torch_version.hpp"

#include <charconv>
#include <utility>

namespace dy2stat {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

TorchVersion TorchVersion::parse(std::string_view text) {
  TorchVersion version;
  const char* at = text.data();
  const char* end = text.data() + text.size();
  for (int& part : version.release) {
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc{}) {
      if (&part == version.release.data())
        throw BadVersion("'" + std::string(text) + "' is no torch version; write it as 2.13.0");
      break;
    }
    at = next;
    if (at == end || *at != '.') break;
    ++at;
  }
  return version;
}

std::string TorchVersion::text() const {
  return std::to_string(release[0]) + "." + std::to_string(release[1]) + "." + std::to_string(release[2]);
}

TorchRange TorchRange::parse(std::string_view text) {
  static constexpr std::pair<std::string_view, Operator> operators[] = {
      {"<=", Operator::less_equal}, {">=", Operator::greater_equal}, {"==", Operator::equal},
      {"!=", Operator::not_equal},  {"<", Operator::less},           {">", Operator::greater},
  };
  TorchRange range;
  if (trimmed(text).empty()) return range;
  for (std::size_t start = 0; start <= text.size();) {
    const auto comma = std::min(text.find(',', start), text.size());
    const auto part = trimmed(text.substr(start, comma - start));
    bool read = false;
    for (const auto& [spelling, op] : operators) {
      const auto rest = part.substr(std::min(spelling.size(), part.size()));
      if (!part.starts_with(spelling) || trimmed(rest).find_first_not_of("0123456789.") != std::string_view::npos)
        continue;
      range.comparisons_.push_back({op, TorchVersion::parse(trimmed(rest))});
      read = true;
      break;
    }
    if (!read)
      throw BadVersion("'" + std::string(part) +
                       "' is no torch range; write <, <=, ==, !=, >= or > and a release, e.g. \">=2.5, <2.9\"");
    start = comma + 1;
  }
  return range;
}

bool TorchRange::holds(const Comparison& comparison, const TorchVersion& version) {
  switch (comparison.op) {
    case Operator::less:
      return version < comparison.version;
    case Operator::less_equal:
      return version <= comparison.version;
    case Operator::equal:
      return version == comparison.version;
    case Operator::not_equal:
      return version != comparison.version;
    case Operator::greater_equal:
      return version >= comparison.version;
    case Operator::greater:
      return version > comparison.version;
  }
  return false;
}

bool TorchRange::holds(const TorchVersion& version) const {
  for (const auto& comparison : comparisons_)
    if (!holds(comparison, version)) return false;
  return true;
}

bool TorchRange::overlaps(const TorchRange& other) const {
  // Between two neighbouring bounds every version behaves alike, so the bounds and what lies just beside them decide.
  std::vector<TorchVersion> candidates{TorchVersion{}};
  for (const auto* range : {this, &other})
    for (const auto& comparison : range->comparisons_) {
      TorchVersion before = comparison.version, after = comparison.version;
      ++after.release[2];
      if (--before.release[2] < 0) before = {{before.release[0], before.release[1] - 1, 1 << 20}};
      if (before.release[1] < 0) before = {{before.release[0] - 1, 1 << 20, 0}};
      candidates.insert(candidates.end(), {before, comparison.version, after});
    }
  for (const auto& candidate : candidates)
    if (candidate >= TorchVersion{} && holds(candidate) && other.holds(candidate)) return true;
  return false;
}

std::string TorchRange::text() const {
  static constexpr std::string_view spellings[] = {"<", "<=", "==", "!=", ">=", ">"};
  std::string text;
  for (const auto& comparison : comparisons_) {
    if (!text.empty()) text += ", ";
    text += std::string(spellings[static_cast<int>(comparison.op)]) + comparison.version.text();
  }
  return text;
}

}  // namespace dy2stat
