// Wording settings.
#include "jit_probe/compare/bench_setting.hpp"

namespace dy2stat {

std::string setting_text(const Benchmark& benchmark, const SettingParts& said) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (said.mode) add(benchmark.mode == "forward" ? "forward" : "backward");
  if (said.threads) add(std::to_string(benchmark.threads) + (benchmark.threads == 1 ? " thread" : " threads"));
  if (said.size && benchmark.size) add("n = " + std::to_string(*benchmark.size));
  if (!benchmark.dtype.empty()) add(benchmark.dtype);
  if (benchmark.inference_mode) add("inference mode");
  return text;
}

}  // namespace dy2stat
