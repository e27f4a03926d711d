// Chunks of threads.
#include "bench/calls/stream/recorder.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

namespace dy2stat::calls {
namespace {

std::atomic<Arena*> arena{nullptr};
std::atomic<int> control_socket{-1};
// Counts recordings, so that a thread knows a chunk of an earlier one.
std::atomic<std::uint64_t> recording{0};

// The chunk of a thread; given back when the thread ends.
struct OwnChunk {
  Chunk* chunk = nullptr;
  std::uint64_t of_recording = 0;

  void give_back() {
    if (chunk && of_recording == recording.load()) chunk->state.store(ChunkState::full, std::memory_order_release);
    chunk = nullptr;
  }
  ~OwnChunk() { give_back(); }
};
thread_local OwnChunk own;

// A forked child has its parent's memory and so its chunk: it must take another.
void after_fork() {
  own.chunk = nullptr;
}

void wake_writer() {
  const char word = 'D';
  ::send(control_socket, &word, 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

bool writer_is_gone() {
  pollfd waiting{control_socket, POLLRDHUP, 0};
  return ::poll(&waiting, 1, 0) > 0 && (waiting.revents & (POLLRDHUP | POLLHUP | POLLERR));
}

// The numbers of this process and thread as the mounted /proc has them: the writer looks for them there, and may stand
// outside the pid namespace of what it records.
void note_who(Chunk& chunk) {
  char link[64] = "";
  unsigned process = 0, thread = 0;
  if (::readlink("/proc/thread-self", link, sizeof link - 1) > 0) std::sscanf(link, "%u/task/%u", &process, &thread);
  chunk.process = process ? process : static_cast<std::uint32_t>(::getpid());
  chunk.thread = thread ? thread : static_cast<std::uint32_t>(::syscall(SYS_gettid));
}

bool take(Chunk& chunk, Arena& from) {
  auto expected = ChunkState::free;
  if (chunk.state.load(std::memory_order_relaxed) != expected) return false;
  if (!chunk.state.compare_exchange_strong(expected, ChunkState::filling, std::memory_order_acquire)) return false;
  ::madvise(&chunk, sizeof chunk, MADV_POPULATE_WRITE);  // in one go, not a page fault every few events
  note_who(chunk);
  chunk.number = from.next_number.fetch_add(1);
  return true;
}

// A free chunk; waits while the writer is at work. Null when it is gone, or when threads hold all chunks for seconds.
Chunk* free_chunk(Arena& from) {
  constexpr int microseconds = 100, most_idle_rounds = 20'000, rounds_between_looks = 64;
  int idle = 0;
  for (int round = 0; idle < most_idle_rounds && !from.closed; ++round) {
    bool any_full = false;
    for (auto& chunk : from.chunks) {
      if (take(chunk, from)) return &chunk;
      any_full |= chunk.state.load(std::memory_order_relaxed) == ChunkState::full;
    }
    idle = any_full ? 0 : idle + 1;
    if (round % rounds_between_looks == 0) {
      if (writer_is_gone()) from.closed = true;
      wake_writer();
    }
    ::usleep(microseconds);
  }
  return nullptr;
}

// The chunk that has room for the longest event.
Chunk* chunk_with_room(Arena& from) {
  const auto now = recording.load(std::memory_order_relaxed);
  if (own.of_recording != now) {
    own.chunk = nullptr;
    own.of_recording = now;
  }
  if (own.chunk && Chunk::capacity - own.chunk->used.load(std::memory_order_relaxed) >= longest_event) return own.chunk;
  if (own.chunk) {
    own.give_back();
    wake_writer();
  }
  own.chunk = free_chunk(from);
  if (!own.chunk) ++from.lost;
  return own.chunk;
}

}  // namespace

void attach(Arena* to, int control) {
  static const int once = ::pthread_atfork(nullptr, nullptr, after_fork);
  static_cast<void>(once);
  ++recording;
  control_socket = control;
  arena = to;
}

void detach() {
  arena = nullptr;
}

Arena* attached() {
  return arena.load(std::memory_order_acquire);
}

EventRoom::EventRoom() {
  auto* from = attached();
  if (!from || from->closed.load(std::memory_order_relaxed)) return;
  chunk_ = chunk_with_room(*from);
  if (chunk_) at_ = chunk_->events + chunk_->used.load(std::memory_order_relaxed);
}

void EventRoom::publish(char* end) {
  constexpr std::uint64_t no_tags = ~0ULL;
  const auto bytes = static_cast<std::uint32_t>((end - at_ + 7) / 8 * 8);
  std::memcpy(end, &no_tags, sizeof no_tags);  // the rest up to `bytes`, and a little beyond it
  header<EventHeader>().bytes = bytes;
  auto& used = chunk_->used;
  used.store(used.load(std::memory_order_relaxed) + bytes, std::memory_order_release);
}

}  // namespace dy2stat::calls
