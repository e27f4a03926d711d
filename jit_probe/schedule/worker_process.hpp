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
  // Closes its stdin, upon which it ends its family and itself, and waits for it; kills it if that takes too long.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  const std::string& name() const { return name_; }
  pid_t process() const { return process_; }
  void send(const CaseRequest& request);
  // Closes its stdin, upon which it stops what it is at, sends what it has of call records, and ends.
  void end_requests();
  // The descriptor to poll for answers.
  int answers() const { return answers_; }
  // Reads what is there; false when the worker has closed its stdout.
  bool receive();
  // The same once something is there; false too when that takes longer than a worker that is asked to end may take.
  bool receive_soon();
  std::optional<Frame> next() { return reader_.next(); }
  // Reads the first frame. Throws WorkerFailed when none comes, or of another protocol version.
  Fingerprint hello();
  // What the first frame says. Throws WorkerFailed as hello does.
  Fingerprint fingerprint_in(const Frame& frame) const;
  // Waits for its end, which its closed stdout announces, and says how it came ("was killed by signal 9 (Killed)").
  std::string ending();

  // The failures of a worker that does not say hello: it ended, or it takes too long.
  WorkerFailed silent() const { return problem("it ended without a word; run its command by hand to see why"); }
  WorkerFailed late() const { return problem("no answer within two minutes"); }
  // How long a worker may take for its first frame.
  static constexpr int hello_seconds = 120;

 private:
  WorkerFailed problem(const std::string& what) const;
  bool wait(int milliseconds);  // for its end

  std::string name_;
  pid_t process_ = -1;
  int requests_ = -1, answers_ = -1;
  std::optional<int> status_;  // as waitpid gives it, once it has ended
  FrameReader reader_;
};

}  // namespace dy2stat
