// Fills the gaps of both allocators, walks over the mappings of this process, and sets what malloc keeps.
#include "jit_probe/worker/template_memory.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "capture/python/headers.hpp"

namespace dy2stat {
namespace {

constexpr std::size_t alignment = 16;
constexpr std::size_t most_small = 512;  // bytes; what is larger Python takes from C's allocator

// The arena that Python's allocator of small objects has asked for last.
struct Arenas {
  PyObjectArenaAllocator next{};
  const char* newest = nullptr;
  std::size_t bytes = 0;

  bool in_newest(const void* block) const {
    const auto* at = static_cast<const char*>(block);
    return newest <= at && at < newest + bytes;
  }
};

void* note_arena(void* context, std::size_t bytes) {
  auto& arenas = *static_cast<Arenas*>(context);
  void* arena = arenas.next.alloc(arenas.next.ctx, bytes);
  arenas.newest = static_cast<const char*>(arena);
  arenas.bytes = bytes;
  return arena;
}

void free_arena(void* context, void* arena, std::size_t bytes) {
  const auto& arenas = *static_cast<Arenas*>(context);
  arenas.next.free(arenas.next.ctx, arena, bytes);
}

// Blocks of one size share pools, and pools lie in arenas. The largest size takes all pools that are free, until a new
// arena is begun; then each size takes the blocks that are free in pools of its own, until its first pool there.
void fill_python_arenas() {
  Arenas arenas;
  PyObject_GetArenaAllocator(&arenas.next);
  PyObjectArenaAllocator noting{&arenas, note_arena, free_arena};
  PyObject_SetArenaAllocator(&noting);
  for (std::size_t size = most_small; size > 0; size -= alignment) {
    const void* block = nullptr;
    do block = PyObject_Malloc(size);
    while (block && !arenas.in_newest(block));
  }
  PyObject_SetArenaAllocator(&arenas.next);
}

// From large to small, so that few calls fill large gaps. What lies at the end of the heap, or is mapped apart, is
// fresh.
void fill_heap() {
  ::malloc_trim(0);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0)) - ::mallinfo2().keepcost;
  for (std::size_t size = 64 << 10; size >= alignment; size = size > 1024 ? size / 2 : size - alignment) {
    void* block = nullptr;
    do block = std::malloc(size);
    while (block && reinterpret_cast<std::uintptr_t>(block) < end);
    std::free(block);
  }
}

constexpr std::uintptr_t huge_page = std::uintptr_t{2} << 20;
constexpr int collapse = 25;  // MADV_COLLAPSE, which headers of older kernels lack

struct Mapping {
  std::uintptr_t first = 0, last = 0;
  std::string permissions, offset, device, inode, name;
};

// "7f2c5a000000-7f2c5a400000 rw-p 00000000 00:00 0   [heap]"
Mapping mapping_in(const std::string& line) {
  Mapping mapping;
  char dash = 0;
  std::istringstream fields(line);
  fields >> std::hex >> mapping.first >> dash >> mapping.last >> mapping.permissions >> mapping.offset >>
      mapping.device >> mapping.inode >> mapping.name;
  return mapping;
}

// As they are now, before anything is moved.
std::vector<Mapping> mappings() {
  std::ifstream maps("/proc/self/maps");
  std::vector<Mapping> found;
  for (std::string line; std::getline(maps, line);) found.push_back(mapping_in(line));
  return found;
}

bool is_heap(const Mapping& mapping) {
  return mapping.permissions == "rw-p" && mapping.inode == "0" && (mapping.name.empty() || mapping.name == "[heap]");
}

}  // namespace

void leave_no_gaps() {
  fill_python_arenas();
  fill_heap();
}

void move_into_huge_pages() {
  for (const auto& mapping : mappings()) {
    if (!is_heap(mapping)) continue;
    for (auto at = (mapping.first + huge_page - 1) / huge_page * huge_page; at + huge_page <= mapping.last;
         at += huge_page)
      ::madvise(reinterpret_cast<void*>(at), huge_page, collapse);
  }
}

void give_large_blocks_back() {
  ::mallopt(M_MMAP_THRESHOLD, 64 << 10);
  ::mallopt(M_TRIM_THRESHOLD, 128 << 10);
}

void keep_large_blocks() {
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

}  // namespace dy2stat
