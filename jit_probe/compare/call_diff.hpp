// Two recordings of calls side by side: which APIs or operators only one of them has, or calls more often.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jit_probe/record/call_recording.hpp"

namespace dy2stat {

struct CallChange {
  // From the first recording to the second.
  enum class Kind { vanished, appeared, more_often, less_often, as_often };
  Kind kind = Kind::as_often;
  std::string name;
  CallTotal first, second;  // all zero where it is not called
};
// "vanished", "appeared", "more often", "less often", "as often"
std::string_view name_of(CallChange::Kind kind);

// Every name that either has: by kind, in the order above, and then by the time that it takes where it takes more.
std::vector<CallChange> call_diff(const CallRecording& first, const CallRecording& second);

}  // namespace dy2stat
