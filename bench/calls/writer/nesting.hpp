// Puts the beginnings and ends of each thread together: calls with depth, cost and own cost.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "bench/calls/stream/event.hpp"
#include "bench/calls/writer/call.hpp"
#include "bench/calls/writer/value_text.hpp"

namespace dy2stat::calls {

class Nesting {
 public:
  using Take = std::function<void(const Call&)>;
  // `take` is called with each call when it has ended; those inside it came before.
  Nesting(const Arena& arena, Take take) : arena_(arena), text_(arena), take_(std::move(take)) {}

  // The events of one chunk, in the order of chunks.
  void events(std::uint32_t process, std::uint32_t thread, std::string_view bytes);
  // Nothing follows: calls that are still open are given out as unfinished, the innermost first.
  void finish();

 private:
  struct Open {
    BeginHeader header;
    std::string arguments;  // as JSON
    std::int64_t inside = 0;
  };
  struct Thread {
    std::uint32_t process, thread;
    std::vector<Open> open;  // the first `depth` are
    std::size_t depth = 0;
    std::int64_t last = 0;
  };

  void begin(Thread& thread, std::string_view event);
  void end(Thread& thread, std::int64_t time, std::string_view result, bool raised, bool unfinished);

  const Arena& arena_;
  ValueText text_;
  Take take_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Thread> threads_;
};

}  // namespace dy2stat::calls
