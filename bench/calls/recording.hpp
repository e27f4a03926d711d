// A recording in a user's own program: a writer process, and the observation that feeds it.
#pragma once

#include <string>

#include "bench/calls/stream/arena.hpp"
#include "bench/calls/stream/options.hpp"

namespace dy2stat::calls {

class Recording {
 public:
  // Starts the writer, the program `writer`, and the observation. Throws BadOption; std::runtime_error when there is a
  // recording already or the writer cannot write.
  Recording(const Options& options, const std::string& writer);
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  // Ends it and waits for the files; the writer's summary, as JSON. Once.
  std::string stop();
  bool is_under_way() const { return arena_ != nullptr; }

 private:
  void start_writer(const std::string& writer, int arena, int other_end);
  std::string answer();

  Options options_;
  Arena* arena_ = nullptr;
  int control_ = -1;
  pid_t writer_ = -1;
  pid_t owner_;
};

}  // namespace dy2stat::calls
