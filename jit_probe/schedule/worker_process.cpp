// Starting a worker and talking to it.
#include "jit_probe/schedule/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

extern char** environ;

namespace dy2stat {
namespace {

// A worker that is asked to end may be starting Python on a busy machine.
constexpr int patience_milliseconds = 5'000;

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw WorkerFailed(std::string("cannot make a pipe: ") + std::strerror(errno));
    read = ends[0];
    write = ends[1];
  }
};

}  // namespace

WorkerProcess::WorkerProcess(const WorkerCommand& command) : name_(command.name) {
  ::signal(SIGPIPE, SIG_IGN);
  const Pipe requests, answers;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, requests.read, 0);
  ::posix_spawn_file_actions_adddup2(&actions, answers.write, 1);
  if (!command.errors_to.empty())
    ::posix_spawn_file_actions_addopen(&actions, 2, command.errors_to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  // A group of its own: Ctrl-C reaches jit_probe alone, which then ends its workers in order.
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<char*> words;
  for (const auto& word : command.command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const int failed = ::posix_spawnp(&process_, words[0], &actions, &attributes, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  ::close(requests.read);
  ::close(answers.write);
  requests_ = requests.write;
  answers_ = answers.read;
  if (failed) {
    ::close(requests_);
    ::close(answers_);
    throw WorkerFailed("worker " + name_ + ": cannot start '" + command.command.front() +
                       "': " + std::strerror(failed));
  }
}

WorkerProcess::~WorkerProcess() {
  end_requests();
  ::close(answers_);
  if (wait(patience_milliseconds)) return;
  ::kill(-process_, SIGKILL);
  wait(-1);
}

void WorkerProcess::end_requests() {
  if (requests_ >= 0) ::close(std::exchange(requests_, -1));
}

bool WorkerProcess::wait(int milliseconds) {
  if (status_) return true;
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, process_, 0));
  if (handle < 0) return true;
  pollfd ended{handle, POLLIN, 0};
  int left = 1;
  do {
    left = ::poll(&ended, 1, milliseconds);
  } while (left < 0 && errno == EINTR);
  ::close(handle);
  int status = 0;
  if (left > 0 && ::waitpid(process_, &status, 0) == process_) status_ = status;
  return left != 0;
}

std::string WorkerProcess::ending() {
  if (!wait(patience_milliseconds) || !status_) return "closed its stdout";
  if (WIFSIGNALED(*status_))
    return "was killed by signal " + std::to_string(WTERMSIG(*status_)) + " (" + ::strsignal(WTERMSIG(*status_)) + ")";
  return "ended with exit code " + std::to_string(WEXITSTATUS(*status_));
}

void WorkerProcess::send(const CaseRequest& request) {
  const auto text = to_json(request).dump();
  const auto bytes = frame_header(FrameKind::json, text.size()) + text;
  for (std::size_t sent = 0; sent < bytes.size();) {
    const auto count = ::write(requests_, bytes.data() + sent, bytes.size() - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw WorkerFailed("worker " + name_ + " takes no more requests: " + std::strerror(errno));
    sent += static_cast<std::size_t>(count);
  }
}

bool WorkerProcess::receive() {
  char part[1 << 16];
  const auto count = ::read(answers_, part, sizeof part);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  reader_.feed({part, static_cast<std::size_t>(count)});
  return count > 0;
}

bool WorkerProcess::receive_soon() {
  pollfd waiting{answers_, POLLIN, 0};
  int left = 0;
  do {
    left = ::poll(&waiting, 1, patience_milliseconds);
  } while (left < 0 && errno == EINTR);
  return left > 0 && receive();
}

WorkerFailed WorkerProcess::problem(const std::string& what) const {
  return WorkerFailed("worker " + name_ + ": " + what);
}

Fingerprint WorkerProcess::fingerprint_in(const Frame& frame) const {
  const auto json = Json::parse(frame.payload, nullptr, false);
  if (!json.is_object() || json.value("type", "") != "hello") throw problem("its first frame is no hello");
  if (json.value("protocol", 0) != protocol_version)
    throw problem("it speaks protocol " + std::to_string(json.value("protocol", 0)) + ", this jit_probe " +
                  std::to_string(protocol_version) + "; build both from the same source");
  try {
    return fingerprint_from_json(json.at("fingerprint"));
  } catch (const nlohmann::json::exception& error) {
    throw problem("its hello cannot be read: " + problem_of(error) + "; build both from the same source");
  } catch (const std::invalid_argument& error) {
    throw problem(std::string("its hello cannot be read: ") + error.what() + "; build both from the same source");
  }
}

Fingerprint WorkerProcess::hello() {
  while (true) {
    if (const auto frame = reader_.next()) return fingerprint_in(*frame);
    pollfd waiting{answers_, POLLIN, 0};
    if (::poll(&waiting, 1, hello_seconds * 1000) == 0) throw late();
    if (!receive()) throw silent();
  }
}

}  // namespace dy2stat
