// The family of a case: every process below this one. Bounds, samples and ends it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <vector>

#include "jit_probe/record/request.hpp"

namespace dy2stat {

// How a watched process came to its end.
struct Ending {
  enum class Cause { exited, timed_out, out_of_memory, too_many_processes, worker_stopped };
  Cause cause = Cause::exited;
  int status = 0;       // as waitpid gives it, when `cause` is exited
  double peak_mib = 0;  // greatest sample of the family's private memory above this process's own
  double seconds = 0;
};

// Orphans of the family become children of this process, so that none is lost. Call once.
void adopt_orphans();

// Forks with Python's own preparations before and after; the child runs `body` until _exit(0), or _exit(70) if it
// throws. Throws std::system_error.
pid_t fork_python(const std::function<void()>& body);

// The same, and before `body` runs stdin is made empty, stdout and stderr files in memory, every other descriptor
// closed.
pid_t fork_child(const std::function<void()>& body);

// Bounds the address space of this process to its present size and `mebibytes` more.
void bound_memory(double mebibytes);

// Waits until `process` has ended, or ends the family but `spared` when a limit is passed or `control` (the descriptor
// that requests come from) is closed. `spared` are processes that wait at their gates for their own turn.
Ending watch(pid_t process, const Limits& limits, int control, const std::vector<pid_t>& spared);

// Stops every process of the family but `spared` until no new one appears, kills all, and reaps them.
void end_family(const std::vector<pid_t>& spared = {});

}  // namespace dy2stat
