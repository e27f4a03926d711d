// A running worker: a command whose stdin and stdout carry frames.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "jit_probe/record/fingerprint.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/record/request.hpp"

namespace dy2stat {

// A worker's name and the command that starts it: a program's path, or "chroot", "ssh", "srun" and what follows.
struct WorkerCommand {
  std::string name;
  std::vector<std::string> command;
  std::string errors_to = {};  // the file that its stderr goes to; empty: this program's stderr
};

// The worker does not answer, or answers what it must not; what() names it and says what to do.
struct WorkerFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class WorkerProcess {
 public:
  // Starts the command. Throws WorkerFailed if that is impossible. It has said nothing yet.
  explicit WorkerProcess(const WorkerCommand& command);
  ~WorkerProcess();  // closes its stdin, upon which it ends its family and itself, and waits for it
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  const std::string& name() const { return name_; }
  void send(const CaseRequest& request);
  // The descriptor to poll for answers.
  int answers() const { return answers_; }
  // Reads what is there; false when the worker has closed its stdout.
  bool receive();
  std::optional<Frame> next() { return reader_.next(); }
  // Reads the first frame. Throws WorkerFailed when none comes, or of another protocol version.
  Fingerprint hello();

 private:
  std::string name_;
  pid_t process_ = -1;
  int requests_ = -1, answers_ = -1;
  FrameReader reader_;
};

}  // namespace dy2stat
