// Forking, watching and ending a family of processes; the orphans' adopter is this process (subreaper).
#include "jit_probe/worker/family.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <system_error>

#include "capture/python/headers.hpp"
#include "jit_probe/worker/output.hpp"

namespace dy2stat {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int sample_milliseconds = 20;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Every process below this one, zombies left out.
std::vector<pid_t> descendants() {
  std::multimap<pid_t, pid_t> children;
  DIR* processes = ::opendir("/proc");
  if (!processes) return {};
  while (const dirent* item = ::readdir(processes)) {
    const pid_t process = std::atoi(item->d_name);
    if (process <= 0) continue;
    char path[64], text[512];
    std::snprintf(path, sizeof path, "/proc/%d/stat", process);
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    const auto length = ::read(file, text, sizeof text - 1);
    ::close(file);
    if (length <= 0) continue;
    text[length] = 0;
    char state = 0;
    int parent = 0;
    // The name in parentheses may hold anything, so fields are read after the last parenthesis.
    const char* fields = std::strrchr(text, ')');
    if (fields && std::sscanf(fields + 1, " %c %d", &state, &parent) == 2 && state != 'Z')
      children.emplace(parent, process);
  }
  ::closedir(processes);
  std::vector<pid_t> family, under{::getpid()};
  while (!under.empty()) {
    const auto [first, last] = children.equal_range(under.back());
    under.pop_back();
    for (auto child = first; child != last; ++child) {
      family.push_back(child->second);
      under.push_back(child->second);
    }
  }
  return family;
}

// Resident memory that belongs to no file, in MiB.
double private_mib(pid_t process) {
  std::ifstream statm("/proc/" + std::to_string(process) + "/statm");
  double size = 0, resident = 0, shared = 0;
  statm >> size >> resident >> shared;
  return (resident - shared) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

}  // namespace

void adopt_orphans() {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void bound_memory(double mebibytes) {
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  statm >> pages;
  const auto bytes = static_cast<rlim_t>(pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) + mebibytes * (1 << 20));
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_AS, &limit);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
}

pid_t fork_python(const std::function<void()>& body) {
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

pid_t fork_child(const std::function<void()>& body) {
  return fork_python([&] {
    const int empty = ::open("/dev/null", O_RDONLY);
    ::dup2(empty, 0);
    ::syscall(SYS_close_range, 3u, ~0u, 0u);
    redirect_output();
    body();
  });
}

Ending watch(pid_t process, const Limits& limits, int control, const std::vector<pid_t>& spared) {
  const auto start = Clock::now();
  const double own = private_mib(::getpid());
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
  Ending ending;
  const auto end_early = [&](Ending::Cause cause) {
    end_family(spared);
    ending.cause = cause;
  };
  auto last_sample = start;
  while (ending.cause == Ending::Cause::exited) {
    pollfd watched[] = {{handle, POLLIN, 0}, {control, 0, 0}};
    ::poll(watched, 2, sample_milliseconds);
    // Until its own parent has ended, `process` is no child of ours; it is then waited for again.
    const pid_t reaped = ::waitpid(process, &ending.status, WNOHANG);
    if (reaped == process) break;
    if (reaped < 0 && errno == ECHILD && handle < 0) break;
    if (watched[1].revents & (POLLHUP | POLLERR)) end_early(Ending::Cause::worker_stopped);
    if (seconds_since(start) > limits.timeout_seconds) end_early(Ending::Cause::timed_out);
    if (seconds_since(last_sample) * 1000 < sample_milliseconds) continue;
    last_sample = Clock::now();
    double memory = 0;
    const auto family = descendants();
    for (const pid_t member : family) memory += std::max(0.0, private_mib(member) - own);
    ending.peak_mib = std::max(ending.peak_mib, memory);
    if (memory > limits.memory_mib)
      end_early(Ending::Cause::out_of_memory);
    else if (static_cast<int>(family.size()) > limits.processes)
      end_early(Ending::Cause::too_many_processes);
  }
  if (handle >= 0) ::close(handle);
  ending.seconds = seconds_since(start);
  return ending;
}

void end_family(const std::vector<pid_t>& spared) {
  const auto members = [&] {
    auto family = descendants();
    std::erase_if(family, [&](pid_t member) { return std::ranges::find(spared, member) != spared.end(); });
    return family;
  };
  for (std::size_t stopped = 0, rounds = 0; rounds < 100; ++rounds) {
    const auto family = members();
    for (const pid_t member : family) ::kill(member, SIGSTOP);
    if (family.size() == stopped) break;
    stopped = family.size();
  }
  for (auto family = members(); !family.empty(); family = members()) {
    for (const pid_t member : family) ::kill(member, SIGKILL);
    for (const pid_t member : family) ::waitpid(member, nullptr, WNOHANG);
    ::usleep(200);
  }
  // Zombies that were adopted; the spared are alive and so are not reaped.
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}

}  // namespace dy2stat
