// Starting a worker and talking to it.
#include "jit_probe/schedule/worker_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

extern char** environ;

namespace dy2stat {
namespace {

constexpr int hello_milliseconds = 120'000;

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
  ::close(requests_);
  ::close(answers_);
  ::waitpid(process_, nullptr, 0);
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

Fingerprint WorkerProcess::hello() {
  const auto problem = [&](const std::string& what) { return WorkerFailed("worker " + name_ + ": " + what); };
  while (true) {
    if (const auto frame = reader_.next()) {
      const auto json = Json::parse(frame->payload);
      if (json.value("type", "") != "hello") throw problem("its first frame is no hello");
      if (json.value("protocol", 0) != protocol_version)
        throw problem("it speaks protocol " + std::to_string(json.value("protocol", 0)) + ", this jit_probe " +
                      std::to_string(protocol_version) + "; build both from the same source");
      return fingerprint_from_json(json.at("fingerprint"));
    }
    pollfd waiting{answers_, POLLIN, 0};
    if (::poll(&waiting, 1, hello_milliseconds) == 0) throw problem("no answer within two minutes");
    if (!receive()) throw problem("it ended without a word; run its command by hand to see why");
  }
}

}  // namespace dy2stat
