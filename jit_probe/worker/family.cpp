// Forking, watching and ending.
#include "jit_probe/worker/family.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "capture/python/headers.hpp"
#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/worker/output.hpp"
#include "jit_probe/worker/stopwatch.hpp"
#include "jit_probe/worker/template_memory.hpp"

namespace dy2stat {
namespace {

// A descriptor that becomes readable when the process ends; -1 if there is none of that number.
class ProcessHandle {
 public:
  explicit ProcessHandle(pid_t process) : descriptor_(static_cast<int>(::syscall(SYS_pidfd_open, process, 0))) {}
  ~ProcessHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  ProcessHandle(const ProcessHandle&) = delete;
  ProcessHandle& operator=(const ProcessHandle&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

// Bounds the address space of this process to its present size and `mebibytes` more, and lets it leave no core file.
void bound_memory(double mebibytes) {
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  statm >> pages;
  const auto bytes = static_cast<rlim_t>(pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) + mebibytes * (1 << 20));
  const rlimit limit{bytes, bytes}, no_core{0, 0};
  ::setrlimit(RLIMIT_AS, &limit);
  ::setrlimit(RLIMIT_CORE, &no_core);
}

}  // namespace

Family::Family(bool as_subreaper) : init_(as_subreaper ? nullptr : NamespaceInit::start()) {
  if (!init_) adopt_orphans();
}

Family::~Family() {
  try {
    end();
  } catch (const std::exception&) {
    // The namespace has ended, and everything in it.
  }
}

Member Family::start(const Limits& limits, const std::function<void()>& body) {
  if (init_) init_->enter();
  const pid_t child = fork_python([&] {
    ::setsid();
    const int empty = ::open("/dev/null", O_RDONLY);
    ::dup2(empty, 0);
    ::syscall(SYS_close_range, 3u, ~0u, 0u);
    redirect_stdout();
    discard_stderr();
    bound_memory(limits.memory_mib);
    keep_large_blocks();
    body();
  });
  if (init_) init_->leave();
  return {0, child};
}

bool Family::alive(const Member& member) {
  const ProcessHandle handle(member.outside);
  pollfd ended{handle.descriptor(), POLLIN, 0};
  return handle.descriptor() >= 0 && ::poll(&ended, 1, 0) == 0;
}

std::optional<int> Family::reap(const Member& member) {
  int status = 0;
  if (::waitpid(member.outside, &status, WNOHANG) == member.outside) return status;
  return init_ ? init_->status_of(member.inside) : std::nullopt;
}

Ending Family::watch(const Member& member, const Limits& limits, const Watching& watching) {
  Stopwatch watch, since_sample;
  const double own = private_mib(::getpid());
  const ProcessHandle handle(member.outside);
  Ending ending;
  const auto passed = [&](Ending::Cause cause) {
    end();
    ending.cause = cause;
  };
  for (int turn = watching.turn; ending.cause == Ending::Cause::exited;) {
    pollfd watched[] = {{handle.descriptor(), POLLIN, 0}, {watching.control, 0, 0}};
    ::poll(watched, 2, watching.sample_milliseconds);
    if (const auto status = reap(member)) {
      ending.status = *status;
      break;
    }
    if (handle.descriptor() < 0) break;    // it ended before it was watched, and nobody knows how
    if (watched[0].revents) ::usleep(50);  // it has ended, and the report of its parent is on its way
    if (watched[1].revents) {
      end();
      throw WorkerStopped();
    }
    if (const int now = watching.turn; std::exchange(turn, now) != now) watch.restart();
    if (watch.seconds() > limits.timeout_seconds) passed(Ending::Cause::timed_out);
    if (since_sample.seconds() * 1000 < watching.sample_milliseconds) continue;
    since_sample.restart();
    watching.meanwhile();
    bound_output(member.outside);
    double memory = 0;
    const auto family = members();
    const auto idle = watching.idle();
    for (const pid_t process : family)
      if (std::ranges::find(idle, process) == idle.end()) memory += std::max(0.0, private_mib(process) - own);
    ending.peak_mib = std::max(ending.peak_mib, memory);
    if (memory > limits.memory_mib)
      passed(Ending::Cause::out_of_memory);
    else if (static_cast<int>(family.size()) > limits.processes)
      passed(Ending::Cause::too_many_processes);
  }
  ending.seconds = watch.seconds();
  return ending;
}

std::vector<pid_t> Family::members() const {
  auto family = descendants(::getpid());
  if (init_) std::erase(family, init_->process());
  return family;
}

std::size_t Family::size() const {
  return members().size();
}

void Family::end() {
  if (init_) return init_->kill_all();
  end_processes([this] { return members(); });
}

pid_t fork_python(const std::function<void()>& body) {
  if (const int threads = count_threads(); threads != 1)
    throw std::logic_error("a process with " + std::to_string(threads) + " threads must not fork");
  ::PyOS_BeforeFork();
  const pid_t child = ::fork();
  if (child < 0) {
    const int reason = errno;
    ::PyOS_AfterFork_Parent();
    throw std::system_error(reason, std::generic_category(), "cannot fork");
  }
  if (child > 0) {
    ::PyOS_AfterFork_Parent();
    return child;
  }
  ::PyOS_AfterFork_Child();
  try {
    body();
  } catch (...) {
    ::_exit(70);
  }
  ::_exit(0);
}

}  // namespace dy2stat
