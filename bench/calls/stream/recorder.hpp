// The recorded process's side: hands events to the writer without waiting for it, unless it falls far behind.
#pragma once

#include <time.h>

#include "bench/calls/stream/event.hpp"

namespace dy2stat::calls {

// Attaches this process to an arena and the socket to its writer: events can now be made by any thread, and by children
// that are forked. One recording at a time.
void attach(Arena* arena, int control);
// No events are made after this, in this process.
void detach();
// The arena of the recording that is under way, or null.
Arena* attached();

inline std::int64_t steady_ns() {
  timespec now;
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

// Room for one event in this thread's chunk. Nothing is published before `publish`.
class EventRoom {
 public:
  // Null room where there is no recording, or no chunk to be had.
  EventRoom();
  explicit operator bool() const { return at_ != nullptr; }
  // The header's place, then a packer for what follows it.
  template <typename Header>
  Header& header() {
    return *reinterpret_cast<Header*>(at_);
  }
  template <typename Header>
  Packer packer() {
    return {at_ + sizeof(Header), at_ + longest_event - 8};
  }
  // Publishes the event that ends at `end`.
  void publish(char* end);

 private:
  Chunk* chunk_ = nullptr;
  char* at_ = nullptr;
};

// An event that a call began. `pack` is given a Packer for the arguments; null: there are none.
template <typename Pack>
void begin_call(NameId name, NameId detail, NameId file, std::uint32_t line, const Pack& pack) {
  EventRoom room;
  if (!room) return;
  auto packer = room.packer<BeginHeader>();
  pack(packer);
  auto& header = room.header<BeginHeader>();
  header.kind = EventKind::begin;
  header.raised = false;
  header.name = name;
  header.detail = detail;
  header.file = file;
  header.line = line;
  header.time = steady_ns();  // last: what packing takes is not the call's
  room.publish(packer.at());
}

// An event that the innermost call of this thread ended, at `time`.
template <typename Pack>
void end_call(std::int64_t time, bool raised, const Pack& pack) {
  EventRoom room;
  if (!room) return;
  auto packer = room.packer<EventHeader>();
  if (!raised) pack(packer);
  auto& header = room.header<EventHeader>();
  header.kind = EventKind::end;
  header.raised = raised;
  header.time = time;
  room.publish(packer.at());
}

}  // namespace dy2stat::calls
