// Tables of latencies and of costs.
#include "jit_probe/render/bench_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "jit_probe/compare/bench_setting.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

// What a row is: benchmarks of different engines that belong together.
struct RowKey {
  std::string case_name;
  std::optional<int> size;
  int threads;
  std::string mode;  // "forward" sorts before "forward and backward"
  auto operator<=>(const RowKey&) const = default;
};

RowKey key_of(const Benchmark& benchmark) {
  return {benchmark.case_name, benchmark.size, benchmark.threads, benchmark.mode};
}

std::vector<std::string> in_order(const std::vector<Benchmark>& benchmarks, std::string Benchmark::*field) {
  std::vector<std::string> values;
  for (const auto& benchmark : benchmarks)
    if (!std::ranges::count(values, benchmark.*field)) values.push_back(benchmark.*field);
  return values;
}

// A column: an engine in one way of calling.
struct Column {
  std::string engine;
  Way way;
};

std::vector<Column> columns_of(const std::vector<Benchmark>& benchmarks) {
  std::vector<Column> columns;
  for (const auto& engine : in_order(benchmarks, &Benchmark::engine))
    for (const auto way : {Way::captured_python, Way::captured_cpp, Way::loaded_cpp}) {
      const auto has = [&](const Benchmark& one) { return one.engine == engine && series_of(one, way); };
      if (way == Way::captured_python || std::ranges::any_of(benchmarks, has)) columns.push_back({engine, way});
    }
  return columns;
}

std::vector<Benchmark> of_worker(const std::vector<Benchmark>& benchmarks, const std::string& worker) {
  std::vector<Benchmark> chosen;
  std::ranges::copy_if(benchmarks, std::back_inserter(chosen), [&](const auto& one) { return one.worker == worker; });
  return chosen;
}

std::string title_of(const char* what, const std::string& worker, const std::map<std::string, Fingerprint>& workers) {
  const auto found = workers.find(worker);
  if (found == workers.end()) return fmt::format("{}: {}", what, worker);
  const auto& is = found->second;
  return fmt::format("{}: {} (torch {}, Python {}, {} cores of {})", what, worker, is.torch.text(), is.python, is.cores,
                     is.cpu);
}

using Rows = std::map<RowKey, std::vector<const Benchmark*>>;

Rows rows_of(const std::vector<Benchmark>& benchmarks) {
  Rows rows;
  for (const auto& benchmark : benchmarks) rows[key_of(benchmark)].push_back(&benchmark);
  return rows;
}

std::string name_of_row(const Benchmark& benchmark, const std::vector<Benchmark>& all) {
  const auto setting = setting_text(benchmark, all);
  return benchmark.case_name + (setting.empty() ? "" : ", " + setting);
}

// "20.0 us (3 %)": the median, and how far a round is from it in the middle.
std::string median_text(const std::vector<double>& samples) {
  const double median = statistics::median(samples);
  return fmt::format("{} ({:.0f} %)", seconds_text(median), 100 * statistics::median_deviation(samples) / median);
}

// Marks the least ratio that is sure, if it is below 1; eager itself, if no other may be below 1; else nothing is sure.
void mark_best(Row& row, const std::vector<const Series*>& series) {
  std::size_t best = 0;
  double least = 1;
  for (std::size_t k = 0; k < series.size(); ++k)
    if (series[k] && !series[k]->noisy && series[k]->ratio_high < least) best = k + 1, least = series[k]->ratio_high;
  const bool unsure = best == 0 && std::ranges::any_of(series, [](const Series* one) {
                        return one && one->noisy && one->ratio_low < 1;
                      });
  if (!unsure && !row.cells[best].text.empty()) row.cells[best].best = true;
}

// Why there is no figure of that engine: what is said of this row, or of another one of the case.
std::string missing_text(const std::vector<const Benchmark*>& row, const std::string& engine,
                         const std::vector<Benchmark>& all) {
  const auto of_engine = [&](const Benchmark& one) {
    return one.engine == engine && one.case_name == row.front()->case_name &&
           one.missing != Benchmark::Missing::nothing;
  };
  for (const auto* benchmark : row)
    if (of_engine(*benchmark)) return std::string(name_of(benchmark->missing));
  const auto found = std::ranges::find_if(all, of_engine);
  return found == all.end() ? "" : std::string(name_of(found->missing));
}

Row latency_row(const std::vector<const Benchmark*>& benchmarks, const std::vector<Column>& columns,
                const std::vector<Benchmark>& all) {
  Row row{name_of_row(*benchmarks.front(), all), {}};
  std::vector<const Series*> shown;
  Cell eager;
  for (const auto* benchmark : benchmarks)
    if (const auto* series = series_of(*benchmark, Way::eager_python); series && eager.text.empty())
      eager.text = median_text(series->samples);
  row.cells.push_back(eager);
  for (const auto& column : columns) {
    const auto found = std::ranges::find_if(benchmarks, [&](const auto* one) { return one->engine == column.engine; });
    const auto* series = found == benchmarks.end() ? nullptr : series_of(**found, column.way);
    shown.push_back(series);
    Cell cell;
    if (series)
      cell.text = ratio_text(*series);
    else if (column.way == Way::captured_python)
      cell.text = missing_text(benchmarks, column.engine, all);
    row.cells.push_back(cell);
  }
  mark_best(row, shown);
  return row;
}

std::string shortened(const std::string& text) {
  constexpr std::size_t longest = 160;
  return text.size() <= longest ? text : text.substr(0, longest) + " ...";
}

std::string bytes_text(double bytes) {
  if (bytes < 1000) return fmt::format("{:.0f} B", bytes);
  if (bytes < 1e6) return fmt::format("{:.3g} kB", bytes / 1e3);
  return fmt::format("{:.3g} MB", bytes / 1e6);
}

std::string allocated_text(const Benchmark& benchmark, Way way) {
  const auto* series = series_of(benchmark, way);
  return series && series->bytes_allocated ? bytes_text(*series->bytes_allocated) : "";
}

Row cost_row(const Benchmark& benchmark, const std::vector<Benchmark>& all) {
  const auto& cost = benchmark.cost;
  const auto& captured = *series_of(benchmark, Way::captured_python);
  const std::vector<std::string> texts{benchmark.engine,
                                       seconds_text(cost.seconds),
                                       seconds_text(captured.first_call),
                                       std::to_string(captured.calls_to_settle),
                                       seconds_text(captured.seconds_to_settle),
                                       bytes_text(static_cast<double>(cost.code_bytes)),
                                       bytes_text(static_cast<double>(cost.archive_bytes)),
                                       fmt::format("{:.1f} MiB", cost.peak_mib),
                                       allocated_text(benchmark, Way::eager_python),
                                       allocated_text(benchmark, Way::captured_python),
                                       cost.break_even_calls ? fmt::format("{:.0f}", *cost.break_even_calls) : "never"};
  Row row{name_of_row(benchmark, all), {}};
  for (const auto& text : texts) row.cells.push_back({text, {}});
  return row;
}

}  // namespace

const Series* series_of(const Benchmark& benchmark, Way way) {
  const auto found = std::ranges::find(benchmark.series, way, &Series::way);
  return found == benchmark.series.end() || found->samples.empty() ? nullptr : &*found;
}

std::string column_name(const std::string& engine, Way way) {
  return engine + (way == Way::captured_cpp ? ", C++" : way == Way::loaded_cpp ? ", loaded" : "");
}

std::string seconds_text(double seconds) {
  if (seconds == 0) return "0 s";
  const auto text = [](double value, const char* unit) {
    return value < 10    ? fmt::format("{:.2f} {}", value, unit)
           : value < 100 ? fmt::format("{:.1f} {}", value, unit)
                         : fmt::format("{:.0f} {}", value, unit);
  };
  if (seconds < 0.9995e-6) return text(seconds * 1e9, "ns");
  if (seconds < 0.9995e-3) return text(seconds * 1e6, "us");
  if (seconds < 0.9995) return text(seconds * 1e3, "ms");
  return text(seconds, "s");
}

std::string ratio_text(const Series& series) {
  const auto digits = [](double value) { return fmt::format("{:.{}f}", value, value < 0.1 ? 3 : value < 10 ? 2 : 1); };
  return digits(series.ratio) + (series.noisy ? "~" : "") + " [" + digits(series.ratio_low) + " " +
         digits(series.ratio_high) + "]";
}

std::string setting_text(const Benchmark& benchmark, const std::vector<Benchmark>& all) {
  const auto other_threads = [&](const auto& one) { return one.threads != benchmark.threads; };
  const auto other_size = [&](const auto& one) {
    return one.case_name == benchmark.case_name && one.size != benchmark.size;
  };
  return setting_text(benchmark, SettingParts{benchmark.mode != "forward", std::ranges::any_of(all, other_threads),
                                              std::ranges::any_of(all, other_size)});
}

std::vector<Table> latency_tables(const std::vector<Benchmark>& benchmarks,
                                  const std::map<std::string, Fingerprint>& workers) {
  std::vector<Table> tables;
  for (const auto& worker : in_order(benchmarks, &Benchmark::worker)) {
    const auto chosen = of_worker(benchmarks, worker);
    const auto columns = columns_of(chosen);
    Table table{title_of("latency", worker, workers), "case", {"eager"}, {}, {}, {}};
    for (const auto& column : columns) table.columns.push_back(column_name(column.engine, column.way));
    RowGroup group;
    for (const auto& [key, row] : rows_of(chosen)) group.rows.push_back(latency_row(row, columns, chosen));
    table.groups.push_back(std::move(group));
    table.legend.emplace_back("20.0 us (3 %)", "eager's median over the rounds, and its median deviation");
    table.legend.emplace_back("0.50 [0.49 0.51]", "of eager's time, with the interval of 95 % (bootstrap over rounds)");
    table.legend.emplace_back("~", "noisy: the interval stayed wider than was asked for");
    table.legend.emplace_back("backward", "forward and backward together");
    tables.push_back(std::move(table));
  }
  return tables;
}

std::vector<Table> cost_tables(const std::vector<Benchmark>& benchmarks,
                               const std::map<std::string, Fingerprint>& workers) {
  std::vector<Table> tables;
  for (const auto& worker : in_order(benchmarks, &Benchmark::worker)) {
    const auto chosen = of_worker(benchmarks, worker);
    Table table{title_of("cost of capturing", worker, workers),
                "case",
                {"engine", "capture", "first call", "calls to settle", "settling", "code", "archive", "peak memory",
                 "allocated, eager", "allocated, captured", "pays after"},
                {},
                {},
                {}};
    RowGroup group;
    for (const auto& [key, row] : rows_of(chosen))
      for (const auto* benchmark : row)
        if (series_of(*benchmark, Way::captured_python)) group.rows.push_back(cost_row(*benchmark, chosen));
    table.groups.push_back(std::move(group));
    table.legend.emplace_back("allocated",
                              "a call, by torch's CPU allocator on all threads, without libraries' own "
                              "scratch memory");
    table.legend.emplace_back("pays after", "calls from Python until capturing and settling are paid for");
    tables.push_back(std::move(table));
  }
  return tables;
}

std::string failures_text(const std::vector<Benchmark>& benchmarks) {
  std::string text;
  for (const auto& benchmark : benchmarks)
    if (!benchmark.failure.empty())
      text += fmt::format("{}  {} {}: {}\n", name_of_row(benchmark, benchmarks), benchmark.engine, benchmark.worker,
                          shortened(benchmark.failure));
  return text;
}

}  // namespace dy2stat
