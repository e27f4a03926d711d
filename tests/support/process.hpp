// Running a program as a person does: its output, its errors, how it ended.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/folder.hpp"

namespace dy2stat::test {

struct Ended {
  int exit_code = -1;  // 128 + the signal that killed it
  std::string out, err;
};

// A program that is running, in a folder, with stdin empty and without a terminal.
class Process {
 public:
  Process(const std::vector<std::string>& words, const std::filesystem::path& folder);
  ~Process();  // kills it if it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Waits until `file` contains `text`; false if the program ended, or 20 seconds passed, without it.
  bool wait_for(const std::filesystem::path& file, const std::string& text);
  void signal(int number);
  Ended wait();

 private:
  Folder output_;
  pid_t process_ = -1;
};

Ended run_process(const std::vector<std::string>& words, const std::filesystem::path& folder);

// The built program jit_probe with these words, in `folder`.
Ended jit_probe(std::vector<std::string> words, const std::filesystem::path& folder);

}  // namespace dy2stat::test
