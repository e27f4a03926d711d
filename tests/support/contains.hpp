// Whether a text has a part: as an answer, and as a check.
#pragma once

#include <boost/test/unit_test.hpp>
#include <string>

namespace dy2stat::test {

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline void has(const std::string& text, const std::string& part) {
  BOOST_TEST(contains(text, part), "'" << part << "' is not in:\n" << text);
}

}  // namespace dy2stat::test
