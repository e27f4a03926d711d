// Unified differences of texts, by dtl: the O(NP) algorithm of Wu, Manber, Myers and Miller (1989).
#include <dtl/dtl.hpp>

#include <sstream>

#include "jit_probe/compare/diff.hpp"

namespace dy2stat {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string unified_diff(const std::string& before, const std::string& after, const std::string& before_name,
                         const std::string& after_name) {
  dtl::Diff<std::string> diff(lines_of(before), lines_of(after));
  diff.onHuge();
  diff.compose();
  diff.composeUnifiedHunks();
  std::ostringstream hunks;
  diff.printUnifiedFormat(hunks);
  auto text = hunks.str();
  if (text.empty()) return {};
  // dtl numbers the first line of an empty text 1; in the unified format it is 0.
  if (text.starts_with("@@ -1,0 ")) text[4] = '0';
  if (const auto none = text.find(" +1,0 @@"); none < text.find('\n')) text[none + 2] = '0';
  return "--- " + before_name + "\n+++ " + after_name + "\n" + text;
}

}  // namespace dy2stat
