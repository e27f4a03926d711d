// Text that a forked process leaves for its parent in shared memory.
//
// No descriptor is involved: whatever a program prints, closes or writes into every open descriptor cannot reach it,
// and what was appended is there even if the process is killed.
#pragma once

#include <semaphore.h>
#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dy2stat {

class SharedText {
 public:
  // Maps room for 2 GiB, which costs memory only where it is written. Throws std::system_error.
  SharedText();
  ~SharedText();
  SharedText(const SharedText&) = delete;
  SharedText& operator=(const SharedText&) = delete;

  // The process that will append is forked now.
  void forking();
  // From now on this process alone may append. A copy of it that the program forked ends when it tries.
  void claim();
  // Throws std::length_error when the room is used up.
  void append(std::string_view bytes);
  // Forgets what was appended.
  void clear();
  // What was appended so far; valid as long as this lives.
  std::string_view text() const;

  // The numbers that the process which appends has inside and outside its pid namespace; 0: there is none yet.
  std::atomic<pid_t>& inside() const { return header_->inside; }
  std::atomic<pid_t>& outside() const { return header_->outside; }
  // Seconds from `forking` to `claim`, and from the last `append` until now.
  double seconds_to_fork() const;
  double seconds_since_append() const;
  // The greatest private memory that the process had had at its last `append`, in MiB, the template's included.
  double peak_private_mib() const { return header_->peak_mib; }
  // A small number that the process sets: the stage or the turn that it has reached.
  std::atomic<int>& reached() const { return header_->reached; }
  // A gate that one process waits at until another opens it.
  void wait_at_gate() const;
  void open_gate() const;
  // Whether the process that waited went through, once the gate was opened.
  bool gate_was_passed() const;

 private:
  struct Header {
    std::atomic<std::size_t> bytes;
    std::atomic<pid_t> inside, outside;
    std::atomic<int> reached;
    std::atomic<double> peak_mib;
    std::atomic<std::int64_t> forked, claimed, appended;  // nanoseconds of a clock that all processes share
    sem_t gate;
  };
  Header* header_;
};

}  // namespace dy2stat
