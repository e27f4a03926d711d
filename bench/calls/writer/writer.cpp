// Emptying chunks.
#include "bench/calls/writer/writer.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <fstream>
#include <utility>

namespace dy2stat::calls {
namespace {

constexpr int poll_milliseconds = 50, looks_between_looks_for_orphans = 20;

// Whether the thread whose chunk it is lives, to fill it further.
bool is_alive(const Chunk& chunk) {
  std::ifstream status(fmt::format("/proc/{}/task/{}/stat", chunk.process, chunk.thread));
  std::string text;
  std::getline(status, text);
  const auto state = text.rfind(") ");
  return state != std::string::npos && text[state + 2] != 'Z' && text[state + 2] != 'X';
}

bool is_full(const Chunk& chunk) {
  return chunk.state.load(std::memory_order_acquire) == ChunkState::full;
}

// Whether the recording goes on.
bool goes_on(int control) {
  char words[256];
  const auto count = ::recv(control, words, sizeof words, MSG_DONTWAIT);
  if (count == 0) return false;
  return count < 0 || std::find(words, words + count, 'S') == words + count;
}

}  // namespace

Writer::Writer(Arena& arena, const Options& options)
    : arena_(arena), source_folder_(options.source_folder), files_(options), nesting_(arena, [this](Call call) {
        if (!source_folder_.empty() && call.file.starts_with(source_folder_))
          call.file.remove_prefix(source_folder_.size());
        files_.add(call);
      }) {}

void Writer::look() {
  take_full();
  if (++looks_ % looks_between_looks_for_orphans == 0) take_orphans();
}

// In their order. One that was passed while it became full precedes none that is taken: whatever a taken chunk follows
// was full before, and a second look finds it.
void Writer::take_full() {
  std::uint64_t greatest = 0;
  bool any = false;
  for (const auto& chunk : arena_.chunks)
    if (is_full(chunk)) {
      greatest = std::max(greatest, chunk.number);
      any = true;
    }
  if (!any) return;
  std::vector<Chunk*> full;
  for (auto& chunk : arena_.chunks)
    if (is_full(chunk) && chunk.number <= greatest) full.push_back(&chunk);
  take(full);
}

// Chunks of threads that ended without giving theirs back: their process ended.
void Writer::take_orphans() {
  std::vector<Chunk*> orphans;
  for (auto& chunk : arena_.chunks)
    if (chunk.state.load(std::memory_order_acquire) == ChunkState::filling && chunk.used > 0 && !is_alive(chunk))
      orphans.push_back(&chunk);
  take(orphans);
}

std::string Writer::finish() {
  arena_.closed = true;
  std::vector<Chunk*> rest;
  for (auto& chunk : arena_.chunks)
    if (chunk.state.load(std::memory_order_acquire) != ChunkState::free) rest.push_back(&chunk);
  take(rest);
  nesting_.finish();
  files_.finish();
  return summary();
}

void Writer::take(std::vector<Chunk*>& chunks) {
  std::ranges::sort(chunks, {}, &Chunk::number);
  for (auto* chunk : chunks) {
    const std::size_t used = std::min<std::size_t>(chunk->used.load(std::memory_order_acquire), Chunk::capacity);
    nesting_.events(chunk->process, chunk->thread, {chunk->events, used});
    chunk->used.store(0, std::memory_order_relaxed);
    chunk->state.store(ChunkState::free, std::memory_order_release);
  }
  files_.flush();
}

std::string Writer::summary() const {
  std::string text = "{\"files\": [";
  for (const auto& file : files_.files()) {
    if (&file != files_.files().data()) text += ", ";
    append_json_string(text, file);
  }
  text += fmt::format("], \"written\": {}, \"lost\": {}, \"failure\": ", files_.written(), files_.lost() + arena_.lost);
  append_json_string(text, files_.failure());
  text += ", \"apis\": {";
  bool first = true;
  for (const auto& [name, total] : files_.totals()) {
    if (!std::exchange(first, false)) text += ", ";
    append_json_string(text, name);
    text += fmt::format(": {{\"calls\": {}, \"raised\": {}, \"total_ms\": {}, \"own_ms\": {}}}", total.calls,
                        total.raised, milliseconds(total.cost), milliseconds(total.own));
  }
  return text += "}}";
}

std::string summary_of_failure(const std::string& why) {
  std::string text = R"({"files": [], "written": 0, "lost": 0, "apis": {}, "failure": )";
  append_json_string(text, why);
  return text + "}";
}

std::string write_recording(Arena& arena, int control, const Options& options, const std::function<void()>& ready) {
  Writer writer(arena, options);
  ready();
  while (true) {
    pollfd waiting{control, POLLIN, 0};
    ::poll(&waiting, 1, poll_milliseconds);
    const bool over = !goes_on(control);
    writer.look();
    if (over) return writer.finish();
  }
}

}  // namespace dy2stat::calls
