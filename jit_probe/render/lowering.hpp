// What the passes of our own engines made of a program, as text.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/syntax.hpp"

namespace dy2stat {

// For each pass that changed something the unified difference between the program before it and after it.
std::string lowering_diff_text(const std::vector<LoweringStep>& steps);

// A line a pass: its time in microseconds, the statements and the lines of the program after it.
std::string lowering_timeline_text(const std::vector<LoweringStep>& steps);

}  // namespace dy2stat
