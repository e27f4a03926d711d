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

}  // namespace

double timed(Callable& callable, std::int64_t untimed, std::int64_t calls) {
  callable.prepare(untimed + calls);
  Guarded guarded{&callable, nullptr};
  Repetition repetition;
  {
    std::optional<py::gil_scoped_release> no_gil;
    if (!callable.needs_gil()) no_gil.emplace();
    repetition = repeat(untimed, calls, call_guarded, &guarded);
  }
  if (guarded.raised) std::rethrow_exception(guarded.raised);
  return repetition.seconds;
}

}  // namespace dy2stat::latency
