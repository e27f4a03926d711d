// The memory that a recorded process, its forked children and the writer share: chunks of events, and names kept once.
//
// A thread takes a free chunk, appends events to it and publishes each by `used`; a full chunk is the writer's, which
// reads it and frees it. Since the memory is a file in memory that the writer holds too, what was published outlives
// the recorded process, however that ends.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dy2stat::calls {

inline constexpr std::size_t chunk_bytes = 64 << 10, chunk_count = 512, name_bytes = 16 << 20;

enum class ChunkState : std::uint32_t { free, filling, full };

struct Chunk {
  std::atomic<ChunkState> state;
  std::atomic<std::uint32_t> used;  // bytes of `events` that are published
  std::uint32_t process, thread;    // whose events these are, as /proc numbers them
  std::uint64_t number;             // chunks of a thread are taken in the order of these
  static constexpr std::size_t capacity = chunk_bytes - 24;
  char events[capacity];
};
static_assert(sizeof(Chunk) == chunk_bytes && std::atomic<ChunkState>::is_always_lock_free);

// A name's place in `Arena::names`; 0 is the name that stands for those which found no room.
using NameId = std::uint32_t;

struct Arena {
  std::atomic<bool> closed;                // nobody reads any more: events need not be made
  std::atomic<std::uint64_t> next_number;  // of chunks
  std::atomic<std::uint64_t> lost;         // events that found no chunk
  std::atomic<std::uint32_t> names_used;
  std::int64_t wall_minus_steady;  // what turns a steady time into one of the calendar, in ns
  NameId dtypes[64], devices[32];  // the names of torch's enumerations, which differ from version to version
  alignas(64) char names[name_bytes];
  alignas(4096) Chunk chunks[chunk_count];

  // Keeps a name; may be called by any thread.
  NameId add_name(std::string_view name);
  std::string_view name(NameId id) const;
};

// Makes an empty arena in a file in memory and returns its descriptor. Throws std::system_error.
int make_arena();
// Maps it. Throws std::system_error.
Arena* map_arena(int descriptor);

}  // namespace dy2stat::calls
