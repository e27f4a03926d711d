// Measuring a capture.
#include "bench/latency/capture_cost.hpp"

#include <algorithm>
#include <fstream>

#include "bench/latency/clock.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat::latency {
namespace {

double mebibytes_of(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) / 1024;
  return 0;
}

// From now on VmHWM is the peak since now.
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}

}  // namespace

Artifact capture_with_cost(const std::function<Artifact()>& capture, CaptureCost& cost) {
  forget_peak();
  const double before = mebibytes_of("VmRSS"), start = now();
  auto artifact = capture();
  cost.seconds = now() - start;
  cost.peak_mib = std::max(0.0, mebibytes_of("VmHWM") - before);
  if (!artifact.script.is_none() && py::hasattr(artifact.script, "code"))
    cost.code_bytes = static_cast<std::int64_t>(py::len(artifact.script.attr("code")));
  return artifact;
}

std::string archive_of(const Artifact& artifact, CaptureCost& cost) {
  const py::object buffer = py::module_::import("io").attr("BytesIO")();
  py::module_::import("torch").attr("jit").attr("save")(artifact.script, buffer);
  auto archive = buffer.attr("getvalue")().cast<std::string>();
  cost.archive_bytes = static_cast<std::int64_t>(archive.size());
  return archive;
}

std::optional<double> break_even(const CaptureCost& cost, const Series& eager, const Series& captured) {
  const double of_eager = statistics::median(eager.samples), of_captured = statistics::median(captured.samples);
  if (of_captured >= of_eager) return std::nullopt;
  // With n calls: cost + settling + (n - calls) * captured = n * eager.
  const double before = cost.seconds + captured.seconds_to_settle - captured.calls_to_settle * of_captured;
  return std::max(1.0, std::ceil(before / (of_eager - of_captured)));
}

}  // namespace dy2stat::latency
