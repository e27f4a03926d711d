// Writes new expectations into the text of a case.toml at the places where the old ones stand; every other byte stays.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// A text that cannot be rewritten; what() says where and why.
struct CannotRewrite : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What one [[expect]] says of which engines and torch versions. `expected.at` is not written.
struct ExpectationBlock {
  std::vector<std::string> engines;
  std::string torch;  // a TorchRange; empty: every torch
  Expected expected;
};

// What becomes of one of the file's expectations.
struct Replacement {
  std::size_t place = 0;  // of the old expectation among the file's, from 0
  // The first is written over the old one, field by field, so that its comments and format stay; each other one
  // follows it as an expectation of its own in the same style.
  std::vector<ExpectationBlock> blocks;
};

// The rewritten text. Lines end as they do in `toml`. `file` is for messages. Throws CannotRewrite if the text is no
// TOML or has no such expectation.
std::string rewrite_expectations(const std::string& toml, const std::string& file,
                                 const std::vector<Replacement>& replacements);

// The text with `blocks` as further expectations at its end.
std::string append_expectations(const std::string& toml, const std::vector<ExpectationBlock>& blocks);

}  // namespace dy2stat
