// The program harness: measures what this project itself costs and says whether it is as little as was asked.
#include <fmt/core.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <iterator>

#include "bench/self/call_records.hpp"
#include "bench/self/isolation.hpp"
#include "bench/self/large_diff.hpp"
#include "bench/self/program_start.hpp"
#include "bench/self/template_memory.hpp"

namespace {

using namespace dy2stat::bench;

std::vector<Figure> measure_all(const Setting& setting) {
  const auto say = [](const char* what) { fmt::print(stderr, "-- measuring {}\n", what); };
  say("how jit_probe starts");
  std::vector<Figure> figures{measure_program_start(setting)};
  say("isolation: the suite twelve times");
  std::ranges::move(measure_isolation(setting), std::back_inserter(figures));
  say("the difference of large runs");
  std::ranges::move(measure_large_diff(setting), std::back_inserter(figures));
  say("the template's memory");
  figures.push_back(measure_template_memory(setting));
  return figures;
}

// A folder that goes when the measuring is over.
struct Scratch {
  std::filesystem::path path;
  Scratch() {
    auto name = (std::filesystem::temp_directory_path() / "dy2stat-harness-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("cannot make a folder " + name);
    path = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

}  // namespace

int main(int count, char** words) {
  Setting setting;
  setting.jit_probe = DY2STAT_BINARY "/bin/jit_probe";
  setting.cases = DY2STAT_SOURCE "/cases";
  CLI::App program("Measures what dy2stat itself costs. The machine must be idle for the times to mean anything.",
                   "harness");
  bool records = false;
  program.add_flag("--records", records, "instead: what call records add to a call, on every worker");
  program.add_option("--worker", setting.worker, "the worker to measure with")->capture_default_str();
  program.add_flag("--quick", setting.quick, "a small part of everything, to try the harness itself");
  CLI11_PARSE(program, count, words);
  double load = 0;
  if (::getloadavg(&load, 1) == 1 && load > 0.5)
    fmt::print("The machine is not idle (load {:.1f}): the times below are not to be told to anybody.\n\n", load);
  try {
    const Scratch scratch;
    setting.scratch = scratch.path;
    const auto figures =
        records ? measure_call_records(setting, DY2STAT_BINARY, DY2STAT_SOURCE "/bench/self/call_records.py")
                : measure_all(setting);
    fmt::print("{}", text_of(figures));
    return std::ranges::all_of(figures, &Figure::met) ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "harness: {}\n", error.what());
    return 3;
  }
}
