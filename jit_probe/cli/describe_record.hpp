// A record as `run` describes it on stdout: what was expected and why, what came, how to run it again.
#pragma once

#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"
#include "jit_probe/suite/mechanisms.hpp"

namespace dy2stat {

// Several lines, the first beginning with "UNEXPECTED", "as expected", "unavailable" or "nothing expected". What was
// expected, and the command `again` that runs the record alone, stand there only where it is unexpected.
std::string describe_record(const Record& record, const Mechanisms& mechanisms, const std::string& again, bool colour);

// "264 records: 260 as expected, 2 unexpected, 1 of which nothing is expected, 1 unavailable"
std::string counts_of(const std::vector<Record>& records);

}  // namespace dy2stat
