// Runs a command to its end and says what it took.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dy2stat::bench {

// The command's first word is a program's path.
using Command = std::vector<std::string>;

// What a command and all the processes that it waited for took.
struct Cost {
  double seconds = 0;       // by the clock
  double user_seconds = 0;  // of processors, in programs
  double system_seconds = 0;
  long page_faults = 0;  // that needed no disk
  double peak_mb = 0;    // of the greatest single process, 10^6 bytes
};

// Runs the command with its output in `log`. While it runs, `meanwhile(pid)` is called every 100 ms if there is one.
// Throws std::runtime_error, with the log's end, unless it exits with 0 or 1 (jit_probe: something unexpected).
Cost run(const Command& command, const std::filesystem::path& log, const std::function<void(pid_t)>& meanwhile = {});

// As a person would type it: the program without its folder.
std::string text_of(const Command& command);

// What one page costs that a forked child writes to first, in seconds: the kernel copies it then.
double seconds_per_copied_page();

}  // namespace dy2stat::bench
