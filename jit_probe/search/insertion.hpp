// Where in a program's text an input set can be added to what inputs() returns.
#pragma once

#include <optional>
#include <string>

namespace dy2stat::search {

struct Insertion {
  long at = 0;                // bytes from the beginning of the text
  std::string before, after;  // what stands before and after what is added there
};

// Nothing if the text has no function inputs() at module level whose last statement returns a list that is written out.
// Needs the GIL.
std::optional<Insertion> insertion_of_input(const std::string& program);

}  // namespace dy2stat::search
