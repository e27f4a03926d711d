// One repetition of Google Benchmark: so many calls of something, timed together.
//
// Nothing but plain data crosses this interface: the library was compiled with one C++ ABI, a torch may have another.
#pragma once

#include <cstdint>

namespace dy2stat::latency {

// Wall-clock and CPU seconds of one call, the mean of the repetition's calls. CPU seconds are those of all threads of
// this process together.
struct Repetition {
  double seconds = 0, cpu_seconds = 0;
};

// Makes `untimed` calls of `call(what)`, then `calls` timed ones. `call` must not throw.
Repetition repeat(std::int64_t untimed, std::int64_t calls, void (*call)(void*), void* what);

}  // namespace dy2stat::latency
