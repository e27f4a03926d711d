// Ctrl-C: the first ends a run in order, the second at once.
#pragma once

#include <atomic>

namespace dy2stat {

// Becomes true at the first SIGINT or SIGTERM after `interrupt_on_signals`.
extern std::atomic<bool> interrupted;

void interrupt_on_signals();

}  // namespace dy2stat
