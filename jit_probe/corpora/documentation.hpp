// A docstring taken apart: the sections Args, Shape, Examples and Returns as Google, NumPy and torch write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/corpora/python_text.hpp"

namespace dy2stat::corpora {

// A parameter as it is documented.
struct Parameter {
  std::string name;
  std::string type;               // "int or tuple", "Tensor"; may be empty
  std::string described;          // the rest of its paragraph
  bool is_optional = false;       // it says so, or has a default
  std::string default_value;      // a Python expression; empty: not told
  std::vector<std::string> dims;  // of "(N, C_in, H, W)", where its shape is told
};

// An entry of the section Shape: what it is of ("Input", "h_0"), and the shapes it may have.
struct ShapeEntry {
  std::string of;
  std::vector<std::vector<std::string>> shapes;  // a name or number each dimension: "N", "C_in", "*"
};

struct Documentation {
  std::string signature;  // between the brackets of "add(input, other, *, alpha=1) -> Tensor"; empty: none is written
  bool has_signature = false;
  std::vector<Parameter> parameters;
  std::vector<ShapeEntry> shapes;
  std::vector<std::string> examples;  // the statements after >>>, those of several lines as one
  std::string returns;
  // Whether there is anything a call could be made of.
  bool is_parsed() const { return has_signature || !parameters.empty() || !shapes.empty() || !examples.empty(); }
};

// `name` is the last part of what is documented, as its signature has it.
Documentation parse_documentation(std::string_view text, std::string_view name);

// The dimensions in "(N, C_{in}, H_{in}, W_{in})", LaTeX's signs taken away: "N", "C_in", "H_in", "W_in". Empty if that
// is no shape.
std::vector<std::string> dimensions_in(std::string_view text);

}  // namespace dy2stat::corpora
