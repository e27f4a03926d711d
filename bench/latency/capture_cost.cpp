// Measuring a capture.
#include "bench/latency/capture_cost.hpp"

#include <algorithm>

#include "bench/latency/clock.hpp"
#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat::latency {

Artifact capture_with_cost(const std::function<Artifact()>& capture, CaptureCost& cost) {
  const pid_t self = number_outside();  // /proc knows the process by the number that it has outside its namespace
  forget_peak();
  const double before = private_mib(self), start = now();
  auto artifact = capture();
  cost.seconds = now() - start;
  cost.peak_mib = std::max(0.0, std::max(peak_private_mib(), private_mib(self)) - before);
  if (!artifact.script.is_none() && py::hasattr(artifact.script, "code"))
    cost.code_bytes = static_cast<std::int64_t>(py::len(artifact.script.attr("code")));
  return artifact;
}

std::optional<double> break_even(const CaptureCost& cost, const Series& eager, const Series& captured) {
  const double of_eager = statistics::median(eager.samples), of_captured = statistics::median(captured.samples);
  if (of_captured >= of_eager) return std::nullopt;
  // With n calls: cost + settling + (n - calls) * captured = n * eager.
  const double before = cost.seconds + captured.seconds_to_settle - captured.calls_to_settle * of_captured;
  return std::max(1.0, std::ceil(before / (of_eager - of_captured)));
}

}  // namespace dy2stat::latency
