// Printing progress.
#include "jit_probe/cli/progress.hpp"

#include "jit_probe/cli/printing.hpp"

#include <unistd.h>

namespace dy2stat {
Progress::Progress(std::size_t records, std::size_t done, std::size_t unexpected)
    : records_(records), done_(done), unexpected_(unexpected), live_(::isatty(STDERR_FILENO)) {}

void Progress::record(bool unexpected) {
  ++done_;
  unexpected_ += unexpected;
  const auto now = std::chrono::steady_clock::now();
  if (!live_ && done_ != records_ && now - printed_ < between_plain_lines) return;
  printed_ = now;
  print();
}

void Progress::print() {
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  note("{}{}/{} records, {} unexpected, {:.0f} s{}", live_ ? "\r\033[K" : "", done_, records_, unexpected_, seconds,
       live_ ? "" : "\n");
}

void Progress::say(const std::string& line) {
  clear();
  note("{}\n", line);
}

void Progress::clear() {
  if (live_) note("\r\033[K");
}

}  // namespace dy2stat
