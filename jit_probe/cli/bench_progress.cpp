// Printing how far a benchmark run is.
#include "jit_probe/cli/bench_progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

#include "jit_probe/cli/printing.hpp"
#include "jit_probe/cli/progress.hpp"

namespace dy2stat {
std::string left_text(std::size_t done, std::size_t all, double seconds) {
  if (done == 0 || done >= all) return {};
  const auto left = std::lround(seconds / static_cast<double>(done) * static_cast<double>(all - done));
  return left < 60 ? fmt::format(", about {} s left", left)
                   : fmt::format(", about {} min {} s left", left / 60, left % 60);
}

BenchProgress::BenchProgress(std::size_t pairs) : pairs_(pairs), live_(::isatty(STDERR_FILENO)) {}

void BenchProgress::benchmark(const std::string& pair, const std::string& setting) {
  if (pair != at_) ++begun_;
  at_ = pair;
  setting_ = setting;
  const auto now = std::chrono::steady_clock::now();
  if (!live_ && begun_ != pairs_ && now - printed_ < between_plain_lines) return;
  printed_ = now;
  print();
}

void BenchProgress::print() const {
  const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  note("{}{}/{} {}, {}, {:.0f} s{}{}", live_ ? "\r\033[K" : "", begun_, pairs_, at_, setting_, seconds,
       left_text(begun_, pairs_, seconds), live_ ? "" : "\n");
}

void BenchProgress::say(const std::string& line) {
  clear();
  note("{}\n", line);
}

void BenchProgress::clear() {
  if (live_) note("\r\033[K");
}

}  // namespace dy2stat
