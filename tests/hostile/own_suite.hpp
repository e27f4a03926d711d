// A folder with cases of its own, and `jit_probe` run on it as a person would, in a process group of its own.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace hostile {

struct OwnSuite {
  std::filesystem::path folder;  // gone with this object

  OwnSuite();
  ~OwnSuite();
  OwnSuite(const OwnSuite&) = delete;
  OwnSuite& operator=(const OwnSuite&) = delete;

  std::string cases() const { return (folder / "cases").string(); }
  // A case cases/NAME whose entry is `func`.
  void write(const std::string& name, const std::string& program) const;
  // Starts `jit_probe` with these words; what it prints goes to `folder`/log.
  pid_t start(std::vector<std::string> words) const;
  // Waits for it. Its exit code, or 128 and the number of the signal that ended it.
  static int exit_code_of(pid_t process);
  // Waits for `come` to be true, for a minute at most; whether it came.
  template <typename Condition>
  static bool wait_until(const Condition& come);

 private:
  static void sleep_shortly();
};

template <typename Condition>
bool OwnSuite::wait_until(const Condition& come) {
  constexpr int most_rounds = 1200;
  for (int round = 0; round < most_rounds; ++round) {
    if (come()) return true;
    sleep_shortly();
  }
  return false;
}

}  // namespace hostile
