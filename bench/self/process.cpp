// Starts a command, waits for it and reads the kernel's account of it.
#include "bench/self/process.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace dy2stat::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

[[noreturn]] void become(const Command& command, const std::filesystem::path& log) {
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(output, 1);
  ::dup2(output, 2);
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

std::string end_of(const std::filesystem::path& log) {
  std::ifstream file(log);
  std::ostringstream text;
  text << file.rdbuf();
  const auto all = text.str();
  return all.size() > 2000 ? all.substr(all.size() - 2000) : all;
}

}  // namespace

Cost run(const Command& command, const std::filesystem::path& log, const std::function<void(pid_t)>& meanwhile) {
  const auto start = Clock::now();
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("cannot fork");
  if (process == 0) become(command, log);
  int status = 0;
  rusage used{};
  while (meanwhile && ::wait4(process, &status, WNOHANG, &used) == 0) {
    meanwhile(process);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  if (!meanwhile) ::wait4(process, &status, 0, &used);
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
    throw std::runtime_error("this failed: " + text_of(command) + "\n" + end_of(log));
  return {std::chrono::duration<double>(Clock::now() - start).count(), seconds_of(used.ru_utime),
          seconds_of(used.ru_stime), used.ru_minflt, static_cast<double>(used.ru_maxrss) * 1024e-6};
}

std::string text_of(const Command& command) {
  std::string text = std::filesystem::path(command.front()).filename().string();
  for (std::size_t i = 1; i < command.size(); ++i) text += " " + command[i];
  return text;
}

double seconds_per_copied_page() {
  constexpr std::size_t pages = 20'000, page = 4096;
  auto* memory =
      static_cast<char*>(::mmap(nullptr, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  auto* taken =
      static_cast<double*>(::mmap(nullptr, sizeof(double), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (memory == MAP_FAILED || taken == MAP_FAILED)
    throw std::runtime_error("there is no memory to measure a page with");
  ::madvise(memory, pages * page, MADV_NOHUGEPAGE);
  for (std::size_t i = 0; i < pages; ++i) memory[i * page] = 1;
  const pid_t child = ::fork();
  if (child == 0) {
    const auto start = Clock::now();
    for (std::size_t i = 0; i < pages; ++i) memory[i * page] = 2;
    *taken = std::chrono::duration<double>(Clock::now() - start).count() / pages;
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  const double result = *taken;
  ::munmap(memory, pages * page);
  ::munmap(taken, sizeof(double));
  return result;
}

}  // namespace dy2stat::bench
