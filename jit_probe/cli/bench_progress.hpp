// How far a benchmark run is, on stderr: what it is at, and what is left.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace dy2stat {

class BenchProgress {
 public:
  // Of so many pairs of a case and an engine.
  explicit BenchProgress(std::size_t pairs);

  // A benchmark of this pair came, of this setting; the pairs come one after the other.
  void benchmark(const std::string& pair, const std::string& setting);
  // A line of its own, above the live line.
  void say(const std::string& line);
  void clear();

 private:
  void print() const;

  std::size_t pairs_, begun_ = 0;
  std::string at_, setting_;
  bool live_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), printed_ = start_;
};

// "2 min 5 s left" for what remains, at the pace so far; empty while that is not known.
std::string left_text(std::size_t done, std::size_t all, double seconds);

}  // namespace dy2stat
