// Has call_records.py measure, and compares.
#include "bench/self/call_records.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "jit_probe/record/text_encoding.hpp"

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

void print_measured(const Json& program) {
  const auto number = [&](const char* key) { return program.at(key).get<double>(); };
  fmt::print("{:<32} {:>9.0f} {:>10.0f} {:>10.2f} {:>10.2f} {:>6.0f} {:>10.2f}\n",
             program.at("name").get<std::string>(), number("run_us"), number("operators"), number("operator_us"),
             number("profiler_us"), number("apis"), number("api_us"));
}

}  // namespace

std::vector<Figure> call_record_figures(const std::string& worker, const std::string& printed) {
  const auto json = json_in(printed);
  const bool is_old = json.at("torch").get<std::string>().starts_with("1.");
  std::vector<Figure> figures;
  for (const auto& program : json.at("programs")) {
    const auto which = worker + ", " + program.at("name").get<std::string>();
    const auto number = [&](const char* key) { return program.at(key).get<double>(); };
    figures.push_back({which + ": level operator", number("operator_us"), operator_us, "us", {}});
    if (!is_old)
      figures.push_back(
          {"  of what torch.profiler adds", number("operator_us") / number("profiler_us"), of_the_profiler, "", {}});
    figures.push_back({"  level api", number("api_us"), api_us, "us", {}});
  }
  return figures;
}

std::vector<Figure> measure_call_records(const Setting& setting, const fs::path& build, const fs::path& program) {
  std::vector<fs::path> packages;
  for (const auto& item : fs::directory_iterator(build))
    if (fs::exists(item.path() / "python/interpreter")) packages.push_back(item.path() / "python");
  if (packages.empty()) throw std::runtime_error("there is no worker; `./run build` makes them");
  std::ranges::sort(packages);
  std::vector<Figure> figures;
  for (const auto& package : packages) {
    const auto worker = package.parent_path().filename().string();
    const auto log = setting.scratch / (worker + ".json");
    run({text_in(package / "interpreter"), program.string(), package.string(), (setting.scratch / worker).string(),
         setting.quick ? "2" : "25"},
        log);
    const auto printed = text_in(log);
    fmt::print("{}, in us; what a call costs more that is recorded\n{:<32} {:>9} {:>10} {:>10} {:>10} {:>6} {:>10}\n",
               worker, "", "a run", "operators", "recorded", "profiler", "APIs", "recorded");
    const auto json = json_in(printed);
    for (const auto& measured : json.at("programs")) print_measured(measured);
    fmt::print("\n");
    std::ranges::move(call_record_figures(worker, printed), std::back_inserter(figures));
  }
  return figures;
}

}  // namespace dy2stat::bench
