// Matching beginnings and ends.
#include "bench/calls/writer/nesting.hpp"

#include <utility>

namespace dy2stat::calls {

void Nesting::events(std::uint32_t process, std::uint32_t number, std::string_view bytes) {
  auto& thread = threads_.try_emplace({process, number}, Thread{process, number, {}, 0, 0}).first->second;
  while (bytes.size() >= sizeof(EventHeader)) {
    EventHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.bytes < sizeof header || header.bytes > bytes.size()) return;  // the program wrote over its memory
    const auto event = bytes.substr(0, header.bytes);
    bytes.remove_prefix(header.bytes);
    thread.last = header.time;
    if (header.kind == EventKind::begin)
      begin(thread, event);
    else if (thread.depth > 0)  // else it began before the recording, or in the process that this one was forked from
      end(thread, header.time, event.substr(sizeof header), header.raised, false);
  }
}

void Nesting::begin(Thread& thread, std::string_view event) {
  if (thread.open.size() == thread.depth) thread.open.emplace_back();
  auto& open = thread.open[thread.depth++];
  std::memcpy(&open.header, event.data(), sizeof open.header);
  open.arguments = text_.arguments(event.substr(sizeof open.header));
  open.inside = 0;
}

void Nesting::end(Thread& thread, std::int64_t time, std::string_view result, bool raised, bool unfinished) {
  const auto& open = thread.open[--thread.depth];
  Call call;
  call.name = arena_.name(open.header.name);
  if (open.header.detail) call.detail = arena_.name(open.header.detail);
  if (open.header.file) call.file = arena_.name(open.header.file);
  call.line = open.header.line;
  call.start = open.header.time + arena_.wall_minus_steady;
  call.cost = time - open.header.time;
  call.own = call.cost - open.inside;
  call.depth = static_cast<int>(thread.depth);
  call.process = thread.process;
  call.thread = thread.thread;
  call.arguments = open.arguments;
  call.result = text_.value(result);
  call.raised = raised;
  call.unfinished = unfinished;
  if (thread.depth > 0) thread.open[thread.depth - 1].inside += call.cost;
  take_(call);
}

void Nesting::finish() {
  for (auto& [key, thread] : threads_)
    while (thread.depth > 0) end(thread, thread.last, {}, false, true);
}

}  // namespace dy2stat::calls
