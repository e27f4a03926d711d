// What a documented parameter may be given, guessed from its name, its type and the shapes that are told.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "jit_probe/corpora/documentation.hpp"

namespace dy2stat::corpora {

// How tensors look of whose shape nothing is told; `kind` 0 is tried first.
struct TensorStyle {
  const char* expression;  // "torch.randn(3, 4)"
  const char* described;   // "3 x 4"
};
const std::vector<TensorStyle>& tensor_styles();

// Sizes of named dimensions, those of equal names alike.
class Sizes {
 public:
  // The sizes of the shape: "N" is 2, "C_in" what `in_channels` was given, "*" one more dimension.
  std::vector<int> of(const std::vector<std::string>& dims);
  void set(const std::string& name, int size) { known_[name] = size; }

 private:
  int size_of(const std::string& dimension);
  std::map<std::string, int> known_;
};

// Whether the parameter takes a tensor, or several.
bool takes_tensor(const Parameter& parameter);
bool takes_tensors(const Parameter& parameter);

// A Python expression for a parameter that takes no tensor, "" if there is no guess.
std::string guessed_value(const Parameter& parameter, int attempt);

// "torch.randn(2, 3)"
std::string tensor_of(const std::vector<int>& sizes, const Parameter& parameter);

}  // namespace dy2stat::corpora
