// Writing cases and starting jit_probe.
#include "tests/hostile/own_suite.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace hostile {

namespace fs = std::filesystem;

OwnSuite::OwnSuite() : folder(fs::temp_directory_path() / ("own-suite-" + std::to_string(::getpid()))) {
  fs::create_directories(folder);
}

OwnSuite::~OwnSuite() {
  fs::remove_all(folder);
}

void OwnSuite::write(const std::string& name, const std::string& program) const {
  const auto at = folder / "cases" / name;
  fs::create_directories(at);
  std::ofstream(at / "program.py") << program;
  std::ofstream(at / "case.toml") << "title = 'a case'\nentry = 'func'\ntags = ['test']\nwhy = 'it is run'\n";
}

pid_t OwnSuite::start(std::vector<std::string> words) const {
  words.insert(words.begin(), "jit_probe");
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto program = fs::path(DY2STAT_BINARY) / "bin" / "jit_probe", log = folder / "log";
  std::fflush(stdout);  // or the child would print it again
  const pid_t process = ::fork();
  if (process != 0) return process;
  ::setpgid(0, 0);
  if (!std::freopen(log.c_str(), "w", stdout) || !std::freopen(log.c_str(), "a", stderr)) ::_exit(99);
  ::execv(program.c_str(), arguments.data());
  ::_exit(98);
}

int OwnSuite::exit_code_of(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void OwnSuite::sleep_shortly() {
  ::usleep(50'000);
}

}  // namespace hostile
