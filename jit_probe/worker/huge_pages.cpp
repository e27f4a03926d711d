// Walks over the mappings of this process.
#include "jit_probe/worker/huge_pages.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

namespace dy2stat {
namespace {

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

bool is_heap(const Mapping& mapping) {
  return mapping.permissions == "rw-p" && mapping.inode == "0" && (mapping.name.empty() || mapping.name == "[heap]");
}

}  // namespace

void move_into_huge_pages() {
  std::ifstream maps("/proc/self/maps");
  std::stringstream whole;  // read before anything is moved
  whole << maps.rdbuf();
  for (std::string line; std::getline(whole, line);) {
    const auto mapping = mapping_in(line);
    if (!is_heap(mapping)) continue;
    for (auto at = (mapping.first + huge_page - 1) / huge_page * huge_page; at + huge_page <= mapping.last;
         at += huge_page)
      ::madvise(reinterpret_cast<void*>(at), huge_page, collapse);
  }
}

}  // namespace dy2stat
