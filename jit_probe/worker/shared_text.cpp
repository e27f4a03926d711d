// Shared memory behind SharedText.
#include "jit_probe/worker/shared_text.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>
#include <system_error>

namespace dy2stat {
namespace {

constexpr std::size_t room = std::size_t{2} << 30;

}  // namespace

SharedText::SharedText() {
  void* place = ::mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (place == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "cannot map shared memory");
  header_ = new (place) Header{};
  ::sem_init(&header_->gate, 1, 0);
}

SharedText::~SharedText() {
  ::munmap(header_, room);
}

void SharedText::append(std::string_view bytes) {
  const auto used = header_->bytes.load();
  if (sizeof(Header) + used + bytes.size() > room) throw std::length_error("more than 2 GiB of results");
  std::memcpy(reinterpret_cast<char*>(header_ + 1) + used, bytes.data(), bytes.size());
  header_->bytes.store(used + bytes.size());
}

std::string_view SharedText::text() const {
  return {reinterpret_cast<const char*>(header_ + 1), std::min(header_->bytes.load(), room - sizeof(Header))};
}

void SharedText::wait_at_gate() {
  while (::sem_wait(&header_->gate) != 0 && errno == EINTR) {
  }
}

void SharedText::open_gate() {
  ::sem_post(&header_->gate);
}

}  // namespace dy2stat
