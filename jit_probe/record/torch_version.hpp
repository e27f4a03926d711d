// Torch versions and ranges of them, as `torch = ">=2.5, <2.9"` in a case says.
#pragma once

#include <array>
#include <compare>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dy2stat {

// A range or version that cannot be read; what() quotes it and says what is allowed.
struct BadVersion : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

// A release, e.g. 2.13.0. Local, pre-release and development suffixes ("+cpu", "a0", ".dev2026") are ignored.
struct TorchVersion {
  std::array<int, 3> release{};

  // Throws BadVersion unless `text` begins with a number.
  static TorchVersion parse(std::string_view text);
  std::string text() const;
  auto operator<=>(const TorchVersion&) const = default;
};

// Comma-separated comparisons that must all hold: ">=2.5, <2.9". An empty range holds every version.
class TorchRange {
 public:
  TorchRange() = default;
  // Throws BadVersion.
  static TorchRange parse(std::string_view text);
  bool holds(const TorchVersion& version) const;
  // Whether some version lies in both.
  bool overlaps(const TorchRange& other) const;
  bool empty_text() const { return comparisons_.empty(); }
  std::string text() const;

 private:
  enum class Operator { less, less_equal, equal, not_equal, greater_equal, greater };
  struct Comparison {
    Operator op;
    TorchVersion version;
  };
  static bool holds(const Comparison& comparison, const TorchVersion& version);
  std::vector<Comparison> comparisons_;
};

}  // namespace dy2stat
