// The table of agreement.
#include "jit_probe/render/bench_agreement.hpp"

#include <fmt/format.h>

#include <cmath>

#include "jit_probe/render/bench_table.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

constexpr double close_enough = 0.03;

std::string median_of(const Benchmark& benchmark, Way way) {
  const auto* series = series_of(benchmark, way);
  return series ? seconds_text(statistics::median(series->samples)) : "";
}

}  // namespace

Table agreement_table(const std::vector<Benchmark>& benchmarks) {
  Table table{"agreement with torch.utils.benchmark.Timer",
              "case",
              {"worker", "eager", "by Timer", "Timer / eager", "within 3 %", "nothing, Python", "nothing, C++"},
              {{"", {}}},
              {},
              {}};
  for (const auto& benchmark : benchmarks) {
    const auto* timer = series_of(benchmark, Way::eager_timer);
    if (!timer) continue;
    const auto setting = setting_text(benchmark, benchmarks);
    Row row{benchmark.case_name + (setting.empty() ? "" : ", " + setting), {}};
    for (const auto& text :
         {benchmark.worker, median_of(benchmark, Way::eager_python), median_of(benchmark, Way::eager_timer),
          fmt::format("{:.3f}{} [{:.3f} {:.3f}]", timer->ratio, timer->noisy ? "~" : "", timer->ratio_low,
                      timer->ratio_high),
          std::string(std::abs(timer->ratio - 1) <= close_enough ? "yes" : "no"),
          median_of(benchmark, Way::nothing_python), median_of(benchmark, Way::nothing_cpp)})
      row.cells.push_back({text, {}});
    table.groups[0].rows.push_back(std::move(row));
  }
  table.legend.emplace_back("nothing",
                            "a function that does nothing, measured like all others: the call and the harness");
  return table;
}

}  // namespace dy2stat
