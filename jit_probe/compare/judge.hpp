// Whether a record is what its case expects of it.
#pragma once

#include <optional>
#include <string>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// Sets record.expected and record.as_expected. A record that is `unavailable`, or of which nothing is expected, keeps
// as_expected empty.
void judge(Record& record, const std::optional<Expected>& expected);

// "rejected at capture with 'a part of the error'"
std::string text_of(const Expected& expected);

// How the record ended, in one line: "unsound in values", "rejected at capture: RuntimeError: no such operator".
std::string outcome_of(const Record& record);

// What was expected and where that is written, and what came: one line each, without a line end after the last. Empty
// unless the record is unexpected.
std::string why_unexpected(const Record& record);

}  // namespace dy2stat
