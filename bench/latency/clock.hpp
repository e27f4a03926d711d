// Seconds of a steady clock.
#pragma once

#include <chrono>

namespace dy2stat::latency {

inline double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace dy2stat::latency
