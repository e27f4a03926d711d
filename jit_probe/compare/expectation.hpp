// The expectation that a record fulfils.
#pragma once

#include <optional>
#include <string>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// Whether the record is what `expected` says.
bool fulfils(const Record& record, const Expected& expected);

// What to expect so that this record is as expected: verdict, wrong aspects, stage and a part of the error. Of `old`
// the error text, the mechanism (if the verdict is the same) and the demands on operators are kept as far as they hold.
Expected expectation_of(const Record& record, const std::optional<Expected>& old);

}  // namespace dy2stat
