// Several rounds of one record.
#pragma once

#include <vector>

#include "jit_probe/record/record.hpp"

namespace dy2stat {

// One record for all rounds, which are already judged: the first that is unexpected, or else the first. It keeps each
// round's outcome in `rounds`, and is flaky if outcomes differ (addresses in error messages apart), or if the canonical
// graphs do. Requires at least one round.
Record merged_rounds(const std::vector<Record>& rounds);

}  // namespace dy2stat
