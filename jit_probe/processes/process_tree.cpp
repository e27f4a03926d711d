// Reads /proc.
#include "jit_probe/processes/process_tree.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// The content of a file below /proc, or nothing if its process has ended.
std::string read_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  std::string content;
  char part[4096];
  for (ssize_t count; (count = ::read(file, part, sizeof part)) > 0;) content.append(part, static_cast<size_t>(count));
  ::close(file);
  return content;
}

std::string folder_of(pid_t process) {
  return "/proc/" + std::to_string(process);
}

void add_children(const std::string& task, std::vector<pid_t>& children) {
  const auto listed = read_file(task + "/children");
  for (const char* at = listed.c_str(); *at;) {
    char* end = nullptr;
    const long child = std::strtol(at, &end, 10);
    if (end == at) return;
    children.push_back(static_cast<pid_t>(child));
    at = end + std::strspn(end, " ");
  }
}

bool is_zombie(pid_t process) {
  const auto status = read_file(folder_of(process) + "/stat");
  // The name in parentheses may hold anything, so the state is what follows the last one.
  const auto name_end = status.rfind(')');
  return name_end == std::string::npos || name_end + 2 >= status.size() || status[name_end + 2] == 'Z';
}

}  // namespace

std::vector<pid_t> children_of(pid_t process) {
  std::vector<pid_t> children;
  std::error_code gone;
  for (fs::directory_iterator task(folder_of(process) + "/task", gone), end; !gone && task != end; task.increment(gone))
    add_children(task->path().string(), children);
  return children;
}

std::vector<pid_t> descendants(pid_t root) {
  std::vector<pid_t> family = children_of(root);
  for (std::size_t next = 0; next < family.size(); ++next) {
    const auto children = children_of(family[next]);
    family.insert(family.end(), children.begin(), children.end());
  }
  return family;
}

double private_mib(pid_t process) {
  const auto statm = read_file(folder_of(process) + "/statm");
  double size = 0, resident = 0, shared = 0;
  if (std::sscanf(statm.c_str(), "%lf %lf %lf", &size, &resident, &shared) != 3) return 0;
  return (resident - shared) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

double peak_private_mib() {
  const auto status = read_file("/proc/self/status");
  const auto kib = [&](const char* name) {
    const auto at = status.find(name);
    return at == std::string::npos ? 0 : std::strtod(status.c_str() + at + std::strlen(name), nullptr);
  };
  return (kib("VmHWM:") - kib("RssFile:") - kib("RssShmem:")) / 1024;
}

void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

pid_t number_outside() {
  char number[32] = "";
  return ::readlink("/proc/self", number, sizeof number - 1) > 0 ? std::atoi(number) : 0;
}

int count_threads() {
  int threads = 0;
  for ([[maybe_unused]] const auto& thread : fs::directory_iterator("/proc/self/task")) ++threads;
  return threads;
}

void end_processes(const std::function<std::vector<pid_t>()>& members) {
  // One look can miss a process that hands on to its child and ends while it is looked for; many in a row do not.
  constexpr int looks_after_some = 20, looks_after_none = 3, most_stops = 100;
  bool seen = false;
  std::vector<pid_t> stopped;
  for (int empty = 0, rounds = 0; empty < (seen ? looks_after_some : looks_after_none);) {
    auto found = members();
    seen |= !found.empty();
    // The first process of a pid namespace ends only when all others of it have been reaped.
    for (const pid_t member : found) ::waitpid(member, nullptr, WNOHANG);
    std::erase_if(found, is_zombie);
    std::ranges::sort(found);
    empty = found.empty() ? empty + 1 : 0;
    // Stopped first, so that no new one comes while the others are killed.
    const bool kill = found == stopped || ++rounds > most_stops;
    for (const pid_t member : found) ::kill(member, kill ? SIGKILL : SIGSTOP);
    if (seen && kill) ::usleep(500);
    stopped = std::move(found);
  }
}

void adopt_orphans() {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

}  // namespace dy2stat
