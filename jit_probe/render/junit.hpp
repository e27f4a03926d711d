// A run as JUnit's XML, which CI services show.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// A test suite a category, a test case a record. What is unexpected is a failure, what is unavailable is skipped.
std::string junit_report(const std::vector<Record>& records);

}  // namespace dy2stat
