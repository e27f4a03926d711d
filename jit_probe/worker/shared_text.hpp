// Text that a forked process leaves for its parent in shared memory.
//
// No descriptor is involved: whatever a program prints, closes or writes into every open descriptor cannot reach it,
// and what was appended is there even if the process is killed.
#pragma once

#include <semaphore.h>

#include <atomic>
#include <cstddef>
#include <string_view>

namespace dy2stat {

class SharedText {
 public:
  // Maps room for 2 GiB, which costs memory only where it is written. Throws std::system_error.
  SharedText();
  ~SharedText();
  SharedText(const SharedText&) = delete;
  SharedText& operator=(const SharedText&) = delete;

  // Throws std::length_error when the room is used up.
  void append(std::string_view bytes);
  // What was appended so far; valid as long as this lives.
  std::string_view text() const;

  // The stage that the process says it has reached.
  std::atomic<int>& stage() { return header_->stage; }
  std::atomic<int>& process() { return header_->process; }
  // A gate that one process waits at until another opens it.
  void wait_at_gate();
  void open_gate();

 private:
  struct Header {
    std::atomic<std::size_t> bytes;
    std::atomic<int> stage, process;
    sem_t gate;
  };
  Header* header_;
};

}  // namespace dy2stat
