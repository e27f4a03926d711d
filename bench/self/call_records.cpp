// Has call_records.py measure, and compares.
#include "bench/self/call_records.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "jit_probe/record/text_encoding.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat::bench {
namespace {

namespace fs = std::filesystem;

constexpr double operator_us = 1.5, of_the_profiler = 0.5, api_us = 10;

std::string text_in(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// What the program printed last; torch may have warned before.
Json json_in(const std::string& printed) {
  const auto begin = printed.rfind("{\"torch\":");
  if (begin == printed.npos) throw std::runtime_error("call_records.py printed no figures:\n" + printed);
  return Json::parse(printed.substr(begin));
}

Agreed agreed(std::vector<double> values) {
  using namespace statistics;
  return {median(values), (quantile(values, 0.75) - quantile(values, 0.25)) / 2};
}

void print_costs(const std::string& worker, const CallRecordCosts& costs) {
  fmt::print("{}, in us: a run; what a call costs more while it runs, and whole, until the records are there\n",
             worker);
  fmt::print("{:<30} {:>7} {:>9} {:>13} {:>13} {:>6} {:>12} {:>13} {:>13}\n", "", "a run", "operators", "recorded",
             "profiler", "APIs", "recorded", "whole", "profiler");
  for (const auto& [name, numbers] : costs.programs) {
    const auto added = [&](const char* key) {
      const auto& number = numbers.at(key);
      return fmt::format("{:.2f} ±{:.2f}", number.median, number.unsure);
    };
    fmt::print("{:<30} {:>7.0f} {:>9.0f} {:>13} {:>13} {:>6.0f} {:>12} {:>13} {:>13}\n", name,
               numbers.at("run_us").median, numbers.at("operators").median, added("operator_us"), added("profiler_us"),
               numbers.at("apis").median, added("api_us"), added("whole_operator_us"), added("whole_profiler_us"));
  }
  fmt::print("\n");
}

std::vector<fs::path> packages_in(const fs::path& build) {
  std::vector<fs::path> packages;
  for (const auto& item : fs::directory_iterator(build))
    if (fs::exists(item.path() / "python/interpreter")) packages.push_back(item.path() / "python");
  if (packages.empty()) throw std::runtime_error("there is no worker; `./run build` makes them");
  std::ranges::sort(packages);
  return packages;
}

}  // namespace

CallRecordCosts call_record_costs(const std::vector<std::string>& printed) {
  std::vector<Json> processes;
  std::ranges::transform(printed, std::back_inserter(processes), json_in);
  CallRecordCosts costs;
  const auto& first = processes.at(0);
  costs.is_old_torch = first.at("torch").get<std::string>().starts_with("1.");
  for (std::size_t k = 0; k < first.at("programs").size(); ++k) {
    auto& program = costs.programs.emplace_back();
    for (const auto& [key, value] : first.at("programs")[k].items()) {
      if (key == "name") {
        program.name = value;
        continue;
      }
      std::vector<double> values;
      for (const auto& process : processes) values.push_back(process.at("programs").at(k).at(key));
      program.numbers[key] = agreed(values);
    }
  }
  return costs;
}

std::vector<Figure> call_record_figures(const std::string& worker, const CallRecordCosts& costs) {
  std::vector<Figure> figures;
  for (const auto& [name, numbers] : costs.programs) {
    const auto number = [&, &numbers = numbers](const char* key) { return numbers.at(key).median; };
    figures.push_back(
        {worker + ", " + name + ": level operator, while it runs", number("operator_us"), operator_us, "us", {}});
    figures.push_back({"  whole, until the records are there", number("whole_operator_us"), operator_us, "us", {}});
    if (!costs.is_old_torch) {
      figures.push_back({"  of what torch.profiler adds while it runs",
                         number("operator_us") / number("profiler_us"),
                         of_the_profiler,
                         "",
                         {}});
      figures.push_back({"  of what torch.profiler costs whole",
                         number("whole_operator_us") / number("whole_profiler_us"),
                         of_the_profiler,
                         "",
                         {}});
    }
    figures.push_back({"  level api", number("api_us"), api_us, "us", {}});
  }
  return figures;
}

// Several processes, because where a process happens to have its memory decides about some per cent of its speed.
std::vector<Figure> measure_call_records(const Setting& setting, const fs::path& build, const fs::path& program) {
  const int processes = setting.quick ? 1 : 3;
  std::vector<Figure> figures;
  for (const auto& package : packages_in(build)) {
    const auto worker = package.parent_path().filename().string();
    std::vector<std::string> printed;
    for (int k = 0; k < processes; ++k) {
      const auto out_dir = setting.scratch / worker, log = setting.scratch / (worker + ".json");
      run({text_in(package / "interpreter"), program.string(), package.string(), out_dir.string(),
           setting.quick ? "2" : "3"},
          log);
      printed.push_back(text_in(log));
      fs::remove_all(out_dir);
    }
    const auto costs = call_record_costs(printed);
    print_costs(worker, costs);
    std::ranges::move(call_record_figures(worker, costs), std::back_inserter(figures));
  }
  return figures;
}

}  // namespace dy2stat::bench
