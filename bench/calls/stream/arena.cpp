// Making and mapping the arena.
#include "bench/calls/stream/arena.hpp"

#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace dy2stat::calls {
namespace {

constexpr std::string_view no_room = "(too many names)";

std::int64_t nanoseconds(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

NameId Arena::add_name(std::string_view name) {
  const auto length = static_cast<std::uint32_t>(name.size());
  const auto needed = (length + 4 + 3) / 4 * 4;
  if (needed > name_bytes) return 0;
  const auto id = names_used.fetch_add(needed);
  if (id + needed > name_bytes) {
    names_used.fetch_sub(needed);
    return 0;
  }
  std::memcpy(names + id, &length, 4);
  std::memcpy(names + id + 4, name.data(), length);
  return id;
}

std::string_view Arena::name(NameId id) const {
  std::uint32_t length = 0;
  if (id + 4 > name_bytes) return no_room;
  std::memcpy(&length, names + id, 4);
  return length <= name_bytes - id - 4 ? std::string_view(names + id + 4, length) : no_room;
}

int make_arena() {
  const int descriptor = ::memfd_create("dy2stat-calls", MFD_CLOEXEC);
  if (descriptor < 0 || ::ftruncate(descriptor, sizeof(Arena)) != 0) fail("cannot make memory for call records");
  auto* arena = map_arena(descriptor);
  arena->wall_minus_steady = nanoseconds(CLOCK_REALTIME) - nanoseconds(CLOCK_MONOTONIC);
  arena->add_name(no_room);
  ::munmap(arena, sizeof(Arena));
  return descriptor;
}

Arena* map_arena(int descriptor) {
  void* memory = ::mmap(nullptr, sizeof(Arena), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) fail("cannot map the memory of call records");
  return static_cast<Arena*>(memory);
}

}  // namespace dy2stat::calls
