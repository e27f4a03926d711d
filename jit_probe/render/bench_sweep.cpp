// Sweeps as a table and as a plot.
#include "jit_probe/render/bench_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "jit_probe/compare/bench_setting.hpp"
#include "jit_probe/render/bench_table.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

std::vector<std::string> engines_in(const std::vector<const Benchmark*>& benchmarks) {
  std::vector<std::string> engines;
  for (const auto* benchmark : benchmarks)
    if (!std::ranges::count(engines, benchmark->engine)) engines.push_back(benchmark->engine);
  return engines;
}

constexpr Way captured_ways[] = {Way::captured_python, Way::captured_cpp, Way::loaded_cpp};

// One line of the plot: sizes and microseconds.
struct Line {
  std::string name;
  std::vector<std::pair<int, double>> points;
};

// Eager's microseconds by size, over the rounds of all engines' processes.
std::map<int, double> eager_by_size(const Sweep& sweep) {
  std::map<int, std::vector<double>> samples;
  for (const auto* benchmark : sweep.benchmarks)
    if (const auto* series = series_of(*benchmark, Way::eager_python))
      samples[*benchmark->size].insert(samples[*benchmark->size].end(), series->samples.begin(), series->samples.end());
  std::map<int, double> medians;
  for (const auto& [size, of_size] : samples) medians[size] = statistics::median(of_size) * 1e6;
  return medians;
}

// Captured is drawn by its ratio to eager, which holds although one process met a busier machine than another.
std::vector<Line> lines_of(const Sweep& sweep) {
  const auto eager = eager_by_size(sweep);
  std::vector<Line> lines{{"eager", {eager.begin(), eager.end()}}};
  for (const auto& engine : engines_in(sweep.benchmarks))
    for (const auto way : captured_ways) {
      Line line{column_name(engine, way), {}};
      for (const auto* benchmark : sweep.benchmarks)
        if (const auto* series = series_of(*benchmark, way); series && benchmark->engine == engine)
          line.points.emplace_back(*benchmark->size, eager.at(*benchmark->size) * series->ratio);
      if (!line.points.empty()) lines.push_back(std::move(line));
    }
  return lines;
}

// gnuplot reads backslashes and quotes in a string of double quotes.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter == '\n' ? ' ' : letter;
  }
  return result + "\"";
}

}  // namespace

std::string Sweep::file_name() const {
  auto name = case_name + "-" + worker + (mode == "forward" ? "" : "-backward");
  if (threads != 1) name += fmt::format("-{}-threads", threads);
  for (char& letter : name)
    if (!std::isalnum(static_cast<unsigned char>(letter)) && letter != '.' && letter != '_') letter = '-';
  return name;
}

std::vector<Sweep> sweeps_of(const std::vector<Benchmark>& benchmarks) {
  std::map<std::tuple<std::string, std::string, int, std::string>, Sweep> sweeps;
  for (const auto& benchmark : benchmarks) {
    if (!benchmark.size || benchmark.series.empty()) continue;
    auto& sweep = sweeps[{benchmark.case_name, benchmark.worker, benchmark.threads, benchmark.mode}];
    sweep.case_name = benchmark.case_name, sweep.worker = benchmark.worker;
    sweep.mode = benchmark.mode, sweep.threads = benchmark.threads;
    sweep.benchmarks.push_back(&benchmark);
  }
  std::vector<Sweep> found;
  for (auto& [key, sweep] : sweeps) {
    std::set<int> sizes;
    for (const auto* benchmark : sweep.benchmarks) sizes.insert(*benchmark->size);
    if (sizes.size() < 2) continue;
    std::ranges::stable_sort(sweep.benchmarks, {}, [](const auto* one) { return *one->size; });
    found.push_back(std::move(sweep));
  }
  return found;
}

std::optional<int> overtaking_size(const Sweep& sweep, const std::string& engine, Way way) {
  std::optional<int> least;
  for (const auto* benchmark : sweep.benchmarks) {
    if (benchmark->engine != engine) continue;
    const auto* series = series_of(*benchmark, way);
    if (!series || series->ratio_high >= 1)
      least.reset();
    else if (!least)
      least = benchmark->size;
  }
  return least;
}

std::optional<int> faster_until(const Sweep& sweep, const std::string& engine, Way way) {
  std::optional<int> greatest;
  for (const auto* benchmark : sweep.benchmarks) {
    if (benchmark->engine != engine) continue;
    const auto* series = series_of(*benchmark, way);
    if (!series || series->ratio_high >= 1) break;
    greatest = benchmark->size;
  }
  return greatest;
}

Table overtaking_table(const std::vector<Benchmark>& benchmarks) {
  const auto sweeps = sweeps_of(benchmarks);
  std::vector<std::pair<std::string, Way>> columns;
  Table table{"the sizes at which it is faster than eager", "case", {"worker", "sizes"}, {{"", {}}}, {}, {}};
  for (const auto& sweep : sweeps)
    for (const auto& engine : engines_in(sweep.benchmarks))
      for (const auto way : captured_ways)
        if (!std::ranges::count(columns, std::pair(engine, way))) columns.emplace_back(engine, way);
  for (const auto& [engine, way] : columns) table.columns.push_back(column_name(engine, way));
  for (const auto& sweep : sweeps) {
    const int first = *sweep.benchmarks.front()->size, last = *sweep.benchmarks.back()->size;
    const auto setting =
        setting_text(*sweep.benchmarks.front(), SettingParts{sweep.mode != "forward", sweep.threads != 1, false});
    Row row{sweep.case_name + (setting.empty() ? "" : ", " + setting),
            {{sweep.worker, {}}, {fmt::format("{} to {}", first, last), {}}}};
    for (const auto& [engine, way] : columns) {
      const auto has = [&](const auto* one) { return one->engine == engine && series_of(*one, way); };
      const bool measured = std::ranges::any_of(sweep.benchmarks, has);
      const auto from = overtaking_size(sweep, engine, way), until = faster_until(sweep, engine, way);
      const auto where = from ? (*from == first ? "always" : fmt::format("from {}", *from))
                              : (until ? fmt::format("until {}", *until) : "never");
      row.cells.push_back({measured ? where : "", {}});
    }
    table.groups[0].rows.push_back(std::move(row));
  }
  table.legend.emplace_back("from, until",
                            "at all measured sizes from there on, or up to there, with its whole interval");
  return table;
}

std::string gnuplot_script(const Sweep& sweep, const std::string& output_base) {
  const auto lines = lines_of(sweep);
  std::string script, plots;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    script += fmt::format("$line{} << EOD\n", k);
    for (const auto& [size, microseconds] : lines[k].points) script += fmt::format("{} {:.6g}\n", size, microseconds);
    script += "EOD\n";
    plots += fmt::format("{}$line{} with linespoints linewidth {} title {}", k == 0 ? "" : ", \\\n  ", k,
                         k == 0 ? 3 : 1, quoted(lines[k].name));
  }
  const auto title = fmt::format("{}, {}, {}, {} thread{}", sweep.case_name, sweep.worker, sweep.mode, sweep.threads,
                                 sweep.threads == 1 ? "" : "s");
  script += fmt::format(
      "set title {} noenhanced\nset xlabel \"size n\"\nset ylabel \"us a call\"\nset logscale x 2\nset logscale y\n"
      "set key left top noenhanced\nset grid\nset rmargin 6\nset format x \"%.0f\"\n",
      quoted(title));
  for (const auto& [terminal, ending] :
       {std::pair{"svg size 800,560 dynamic background \"white\"", ".svg"}, std::pair{"pngcairo size 800,560", ".png"}})
    script += fmt::format("set terminal {}\nset output {}\nplot {}\n", terminal, quoted(output_base + ending), plots);
  return script + "set output\n";
}

}  // namespace dy2stat
