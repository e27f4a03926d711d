// The family of a case: every process that runs its program. Starts, watches and ends it.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/namespace_init.hpp"

namespace dy2stat {

// A process of the family. It has a number outside the family's pid namespace, by which this process knows it, and
// another inside, by which the namespace's first process reports its end; 0 inside: it is a child of this process.
struct Member {
  pid_t inside = 0, outside = 0;
};

// How a watched process came to its end.
struct Ending {
  enum class Cause { exited, timed_out, out_of_memory, too_many_processes };
  Cause cause = Cause::exited;
  int status = 0;       // as waitpid gives it, when `cause` is exited
  double peak_mib = 0;  // greatest sample of the family's private memory above the template's
  double seconds = 0;
};

struct Watching {
  int control;                   // the descriptor that requests come from
  const std::atomic<int>& turn;  // the time counts anew whenever this changes
  // The numbers outside of processes that wait for a turn of their own, whose memory is not counted.
  std::function<std::vector<pid_t>()> idle;
  int sample_milliseconds = 20;             // between two looks at the family
  std::function<void()> meanwhile = [] {};  // called at each look; what it throws ends the watching
};

// The descriptor that requests come from was closed: the family has been ended, and so must the worker.
struct WorkerStopped : std::runtime_error {
  WorkerStopped() : std::runtime_error("nobody sends requests any more") {}
};

class Family {
 public:
  // Chooses how families end: by a pid namespace where the kernel permits one (unless `as_subreaper`), else as the
  // adopter of all orphans. Call it before Python starts, while the process is small.
  explicit Family(bool as_subreaper = false);
  ~Family();  // ends it
  Family(const Family&) = delete;
  Family& operator=(const Family&) = delete;

  // "pid namespace" or "subreaper".
  const char* ended_by() const { return init_ ? "pid namespace" : "subreaper"; }

  // Forks a child in a session of its own, with an empty stdin, stdout and stderr files in memory, every other
  // descriptor closed, and its address space bounded by `limits`; it runs `body` and exits. Throws std::logic_error
  // when this process has more than one thread.
  Member start(const Limits& limits, const std::function<void()>& body);

  // Whether the process is alive.
  static bool alive(const Member& member);
  // Waits until the process has ended, or ends the family when one of the limits is passed. Throws WorkerStopped, with
  // the family ended, when `watching.control` closes.
  Ending watch(const Member& member, const Limits& limits, const Watching& watching);
  // How many processes there are.
  std::size_t size() const;
  // Kills every process and reaps all.
  void end();

 private:
  std::optional<int> reap(const Member& member);
  std::vector<pid_t> members() const;

  std::unique_ptr<NamespaceInit> init_;
};

// Forks with Python's own preparations before and after; the child runs `body` until _exit(0), or _exit(70) if it
// throws. Throws std::system_error; std::logic_error when this process has more than one thread.
pid_t fork_python(const std::function<void()>& body);

}  // namespace dy2stat
