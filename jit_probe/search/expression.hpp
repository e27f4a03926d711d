// An input as Python that makes it again.
#pragma once

#include <string>

#include "jit_probe/search/input.hpp"

namespace dy2stat::search {

struct Expression {
  // "(torch.tensor([1.0, float(\"nan\")]), 3)", or "((...), {...})" with keywords. Tensors that share memory share it
  // in what this makes, too.
  std::string text;
  // Whether `torch` alone must be known. Otherwise `module` must be, the program's: what has no literal is taken from
  // its inputs().
  bool stands_alone = true;
};

Expression expression_of(const Input& input);

// A float as Python reads it back: `float("nan")`, `0.1`.
std::string float_literal(double number);

}  // namespace dy2stat::search
