// Unified differences of texts.
#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <random>
#include <sstream>
#include <vector>

#include "jit_probe/compare/diff.hpp"

using namespace dy2stat;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// `before` changed as the difference says; empty if a line of it is not where the difference has it.
std::string patched(const std::string& before, const std::string& diff) {
  const auto old = lines_of(before);
  std::string text;
  std::size_t at = 0;
  for (const auto& line : lines_of(diff)) {
    long begin = 0, count = 0;
    if (line.starts_with("---") || line.starts_with("+++")) continue;
    if (line.starts_with("@@")) {
      if (std::sscanf(line.c_str(), "@@ -%ld,%ld", &begin, &count) != 2) return {};
      // A hunk of no old lines stands behind the line that it names.
      for (const auto until = static_cast<std::size_t>(count ? begin - 1 : begin); at < until; ++at)
        text += old.at(at) + "\n";
    } else if (line.starts_with("+")) {
      text += line.substr(1) + "\n";
    } else {
      if (old.at(at++) != line.substr(1)) return {};
      if (line.starts_with(" ")) text += line.substr(1) + "\n";
    }
  }
  for (; at < old.size(); ++at) text += old[at] + "\n";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unified_diff_test)

BOOST_AUTO_TEST_CASE(the_same_texts_have_none) {
  BOOST_TEST(unified_diff("a\nb\n", "a\nb\n", "one", "other") == "");
  BOOST_TEST(unified_diff("", "", "one", "other") == "");
}

BOOST_AUTO_TEST_CASE(changed_lines_stand_in_their_context) {
  BOOST_TEST(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "one", "other") ==
             "--- one\n+++ other\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_new_or_gone_is_all_plus_or_minus) {
  BOOST_TEST(unified_diff("", "a\nb\n", "one", "other") == "--- one\n+++ other\n@@ -0,0 +1,2 @@\n+a\n+b\n");
  BOOST_TEST(unified_diff("a\nb\n", "", "one", "other") == "--- one\n+++ other\n@@ -1,2 +0,0 @@\n-a\n-b\n");
}

BOOST_AUTO_TEST_CASE(a_text_patched_by_its_difference_is_the_other_text) {
  std::mt19937 random(1);
  const auto some_text = [&] {
    std::string text;
    for (auto lines = random() % 30; lines > 0; --lines)
      text += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    return text;
  };
  for (int turn = 0; turn < 300; ++turn) {
    const auto before = some_text(), after = some_text();
    const auto diff = unified_diff(before, after, "one", "other");
    BOOST_TEST_REQUIRE(patched(before, diff) == after, before << "---\n" << after << "---\n" << diff);
  }
}

BOOST_AUTO_TEST_SUITE_END()
