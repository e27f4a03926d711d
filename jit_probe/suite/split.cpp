// Dividing an expectation when only some of its engines and torch versions changed.
#include "jit_probe/suite/split.hpp"

#include <algorithm>
#include <map>

namespace dy2stat {
namespace {

// A range of torch versions with what is expected there; none: as before.
struct Part {
  std::string range;
  std::optional<Expected> now;
};

bool same(const std::optional<Expected>& one, const std::optional<Expected>& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  const auto fields = [](const Expected& of) {
    return std::tie(of.verdict, of.aspects, of.stage, of.error, of.mechanism, of.operators_has, of.operators_not);
  };
  return fields(*one) == fields(*other);
}

bool same(const Part& one, const Part& other) {
  return one.range == other.range && same(one.now, other.now);
}

// The range, narrowed by a bound that lies in it: an older bound of the same direction says nothing any more.
std::string narrowed(const std::string& range, const std::string& bound) {
  std::string text;
  for (std::size_t start = 0; start < range.size();) {
    const auto comma = std::min(range.find(", ", start), range.size());
    const auto part = range.substr(start, comma - start);
    if (part.front() != bound.front()) text += part + ", ";
    start = comma + 2;
  }
  return text + bound;
}

// The parts of one engine's range. `seen` is what was seen of it by version.
std::vector<Part> parts_of(const TorchRange& range, const std::map<TorchVersion, std::optional<Expected>>& seen,
                           bool whole_range) {
  const auto text = range.text();
  if (seen.empty()) return {{text, std::nullopt}};
  const auto& [oldest, first] = *seen.begin();
  if (seen.size() == 1) {
    const bool has_older = range.overlaps(TorchRange::parse("<" + oldest.text()));
    if (!first || whole_range || !has_older) return {{text, first}};
    return {{narrowed(text, "<" + oldest.text()), std::nullopt}, {narrowed(text, ">=" + oldest.text()), first}};
  }
  std::vector<Part> parts{{text, first}};
  auto previous = oldest;
  for (const auto& [version, now] : seen) {
    if (!same(parts.back().now, now)) {
      parts.back().range = narrowed(parts.back().range, "<=" + previous.text());
      parts.push_back({narrowed(text, ">=" + version.text()), now});
    }
    previous = version;
  }
  return parts;
}

}  // namespace

std::vector<ExpectationBlock> split_expectation(const Expectation& old, const std::vector<Observation>& observations,
                                                bool whole_range) {
  std::map<std::string, std::map<TorchVersion, std::optional<Expected>>> seen;
  for (const auto& observation : observations) seen[observation.engine][observation.torch] = observation.now;
  std::vector<Part> parts;
  std::vector<ExpectationBlock> blocks;
  for (const auto& engine : old.engines)
    for (const auto& part : parts_of(old.torch, seen[engine], whole_range)) {
      const auto known = std::ranges::find_if(parts, [&](const Part& other) { return same(part, other); });
      if (known == parts.end()) {
        parts.push_back(part);
        blocks.push_back({{engine}, part.range, part.now.value_or(old.expected)});
      } else {
        blocks[static_cast<std::size_t>(known - parts.begin())].engines.push_back(engine);
      }
    }
  const auto kept = std::ranges::find_if(parts, [](const Part& part) { return !part.now; }) - parts.begin();
  if (kept < std::ssize(parts)) std::rotate(blocks.begin(), blocks.begin() + kept, blocks.begin() + kept + 1);
  return blocks;
}

}  // namespace dy2stat
