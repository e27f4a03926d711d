// Timing calls, whatever their way.
#include "bench/latency/callable.hpp"

#include <optional>

#include "bench/latency/repetition/repetition.hpp"

namespace dy2stat::latency {
namespace {

// What the program raises must not pass through the library that measures.
struct Guarded {
  Callable* callable;
  std::exception_ptr raised;
};

void call_guarded(void* what) {
  auto& guarded = *static_cast<Guarded*>(what);
  if (guarded.raised) return;
  try {
    guarded.callable->call();
  } catch (...) {
    guarded.raised = std::current_exception();
  }
}

class EmptyCall final : public Callable {
 public:
  Way way() const override { return Way::nothing_cpp; }
  void prepare(std::int64_t) override {}
  void call() override {}
  bool needs_gil() const override { return false; }
};

// Python's garbage collector would come into some rounds and not into others.
class NoCollection {
 public:
  NoCollection() = default;
  ~NoCollection() {
    if (was_on_) PyGC_Enable();
  }
  NoCollection(const NoCollection&) = delete;
  NoCollection& operator=(const NoCollection&) = delete;

 private:
  int was_on_ = PyGC_Disable();
};

}  // namespace

std::unique_ptr<Callable> make_empty_call() {
  return std::make_unique<EmptyCall>();
}

Repetition timed(Callable& callable, std::int64_t untimed, std::int64_t calls) {
  const NoCollection no_collection;
  callable.prepare(untimed + calls);
  Guarded guarded{&callable, nullptr};
  Repetition repetition;
  {
    std::optional<py::gil_scoped_release> no_gil;
    if (!callable.needs_gil()) no_gil.emplace();
    repetition = repeat(untimed, calls, call_guarded, &guarded);
  }
  if (guarded.raised) std::rethrow_exception(guarded.raised);
  return repetition;
}

}  // namespace dy2stat::latency
