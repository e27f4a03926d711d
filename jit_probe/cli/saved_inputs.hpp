// What a search found, written into the inputs() of a case.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "jit_probe/record/search.hpp"

namespace dy2stat {

struct SavedInput {
  long at;  // bytes from the beginning of program.py
  std::string before, expression, after;
};

// Why the finding cannot become an input set ("inputs() does not end with the list that it returns"); empty if it can.
std::string why_not_saved(const Search& search, const Finding& finding);

// The program with these inputs, each expression once and none that stands there already; how many they are.
struct ProgramWithInputs {
  std::string text;
  std::size_t added = 0;
};
ProgramWithInputs with_inputs(const std::string& program, const std::vector<SavedInput>& inputs);

// Writes that into the file, which must still hold `program`; how many were added. Throws UsageError if it holds
// another text.
std::size_t add_inputs(const std::filesystem::path& file, const std::string& program,
                       const std::vector<SavedInput>& inputs);

std::string counted_inputs(std::size_t count);  // "1 input set"

}  // namespace dy2stat
