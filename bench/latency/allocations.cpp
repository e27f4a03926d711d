// An allocator around torch's own that counts.
#include "bench/latency/allocations.hpp"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <atomic>
#include <cstring>

namespace dy2stat::latency {
namespace {

// Never freed: a tensor may be freed after everything else.
class CountingAllocator final : public c10::Allocator {
 public:
  explicit CountingAllocator(c10::Allocator* inner) : inner_(inner) {}

  // torch 2.3 took the `const` away; which of the two overrides the base's depends on the torch.
  c10::DataPtr allocate(std::size_t bytes) const { return count(bytes); }
  c10::DataPtr allocate(std::size_t bytes) { return count(bytes); }
  c10::DeleterFnPtr raw_deleter() const override { return inner_->raw_deleter(); }
  // Of torch since 2.3.
  void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }

  std::int64_t bytes() const { return bytes_.load(); }

 private:
  c10::DataPtr count(std::size_t bytes) const {
    bytes_ += static_cast<std::int64_t>(bytes);
    return inner_->allocate(bytes);
  }

  c10::Allocator* inner_;
  mutable std::atomic<std::int64_t> bytes_{0};
};

}  // namespace

std::int64_t bytes_allocated(const std::function<void()>& body) {
  static auto* torchs_own = c10::GetCPUAllocator();
  static auto* counting = new CountingAllocator(torchs_own);
  constexpr std::uint8_t priority = 1;  // above what torch itself set
  struct Installed {
    Installed() { c10::SetCPUAllocator(counting, priority); }
    ~Installed() { c10::SetCPUAllocator(torchs_own, priority); }
  };
  const Installed installed;
  const auto before = counting->bytes();
  body();
  return counting->bytes() - before;
}

}  // namespace dy2stat::latency
