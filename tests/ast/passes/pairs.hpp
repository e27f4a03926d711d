// What the tests of passes share: pairs of source in and source out.
#pragma once

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "ast/parse/parse.hpp"
#include "ast/passes/pipeline.hpp"

namespace dy2stat::ast {

// The body of a function after one pass.
inline std::string after(const std::string& pass, const std::string& body) {
  auto module = parse("def f(a, b, c):\n" + body);
  return lower_in_steps(module, {"", {pass}}, {python_minor()})
      .back()
      .source.substr(std::string("def f(a, b, c):\n").size());
}

struct PassPair {
  const char *in, *out;
};

inline void check_pairs(const std::string& pass, const std::vector<PassPair>& pairs) {
  for (const auto& [in, out] : pairs) {
    BOOST_TEST_INFO("in:\n" << in);
    BOOST_TEST(after(pass, in) == out);
  }
}

inline std::vector<std::string> left_by(const std::string& pass, const std::string& source) {
  auto module = parse(source);
  return lower_in_steps(module, {"", {pass}}, {python_minor()}).back().left;
}

}  // namespace dy2stat::ast
