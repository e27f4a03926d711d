// What is going on, on stderr: a live line on a terminal, plain lines otherwise.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace dy2stat {

// Where a line cannot be written over, a new one is printed no more often than this.
constexpr std::chrono::seconds between_plain_lines{10};

class Progress {
 public:
  // `records` will come, of which `done` are there already.
  Progress(std::size_t records, std::size_t done, std::size_t unexpected);

  void record(bool unexpected);
  // A line of its own, above the live line.
  void say(const std::string& line);
  // Takes the live line away, so that something can be printed on stdout; `record` brings it back.
  void clear();

 private:
  void print();

  std::size_t records_, done_, unexpected_;
  bool live_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), printed_ = start_;
};

}  // namespace dy2stat
