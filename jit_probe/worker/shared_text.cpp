// Shared memory behind SharedText.
#include "jit_probe/worker/shared_text.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <new>
#include <stdexcept>
#include <system_error>

#include "jit_probe/processes/process_tree.hpp"

namespace dy2stat {
namespace {

constexpr std::size_t room = std::size_t{2} << 30;

std::int64_t now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

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

void SharedText::forking() {
  header_->forked = now();
}

void SharedText::claim() {
  header_->claimed = now();
  header_->inside = ::getpid();
  header_->outside = number_outside();
}

void SharedText::append(std::string_view bytes) {
  if (header_->inside != ::getpid()) ::_exit(0);
  const auto used = header_->bytes.load();
  if (sizeof(Header) + used + bytes.size() > room) throw std::length_error("more than 2 GiB of results");
  std::memcpy(reinterpret_cast<char*>(header_ + 1) + used, bytes.data(), bytes.size());
  header_->bytes.store(used + bytes.size());
  header_->peak_mib = std::max(header_->peak_mib.load(), dy2stat::peak_private_mib());
  header_->appended = now();
}

void SharedText::clear() {
  header_->bytes = 0;
  header_->peak_mib = 0;
}

double SharedText::seconds_to_fork() const {
  return header_->forked == 0 ? 0 : static_cast<double>(header_->claimed - header_->forked) / 1e9;
}

double SharedText::seconds_since_append() const {
  return static_cast<double>(now() - header_->appended) / 1e9;
}

std::string_view SharedText::text() const {
  return {reinterpret_cast<const char*>(header_ + 1), std::min(header_->bytes.load(), room - sizeof(Header))};
}

void SharedText::wait_at_gate() const {
  while (::sem_wait(&header_->gate) != 0 && errno == EINTR) {
  }
}

void SharedText::open_gate() const {
  ::sem_post(&header_->gate);
}

bool SharedText::gate_was_passed() const {
  int posts = 0;
  ::sem_getvalue(&header_->gate, &posts);
  return posts == 0;
}

}  // namespace dy2stat
