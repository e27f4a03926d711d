// The [[expect]] tables of a case.toml.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"
#include "jit_probe/suite/mechanisms.hpp"
#include "jit_probe/suite/toml_reader.hpp"

namespace dy2stat {

struct Expectation {
  std::vector<std::string> engines;
  TorchRange torch;
  Expected expected;
};

// Reads and checks the tables of `file`. `mechanisms` are those that an expectation may name; null: the names are not
// checked.
std::vector<Expectation> read_expectations(TomlReader& reader, const toml::table& content, const std::string& file,
                                           const Mechanisms* mechanisms);

}  // namespace dy2stat
