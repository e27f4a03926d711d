// Levenshtein's distance between words.
#include "jit_probe/suite/nearest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace dy2stat {
namespace {

std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const auto replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  std::string_view best;
  auto fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto candidate : known)
    if (const auto changes = distance(word, candidate); changes < fewest) {
      fewest = changes;
      best = candidate;
    }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const auto meant = nearest(word, known);
  return meant.empty() ? "" : "did you mean '" + std::string(meant) + "'? ";
}

}  // namespace dy2stat
