// Runs the suite at each level of isolation and compares.
#include "bench/self/isolation.hpp"

#include <fmt/core.h>

#include <array>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "jit_probe/record/run_folder.hpp"

namespace dy2stat::bench {
namespace {

struct SuiteRun {
  Command command;
  Cost cost;
  std::vector<Record> records;
};

SuiteRun run_suite(const Setting& setting, const std::string& name, const std::string& isolation, int processes) {
  const auto path = setting.quick ? setting.cases / "closures" : setting.cases;
  SuiteRun suite;
  suite.command = setting.run_command(path, name, {"--isolate", isolation, "-j", std::to_string(processes)});
  suite.cost = run(suite.command, setting.scratch / (name + ".log"));
  suite.records = read_run({setting.scratch / name}).records;
  return suite;
}

// Whatever else happens on the machine can only make a run slower: the fastest of three rounds counts.
std::vector<SuiteRun> run_suites(const Setting& setting, const std::vector<std::pair<std::string, int>>& ways) {
  std::vector<SuiteRun> best;
  for (const std::string round : {"", "_again", "_and_again"})
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const auto& [isolation, processes] = ways[i];
      auto suite = run_suite(setting, fmt::format("{}_{}{}", isolation, processes, round), isolation, processes);
      if (best.size() == i)
        best.push_back(std::move(suite));
      else if (suite.cost.seconds < best[i].cost.seconds)
        best[i] = std::move(suite);
    }
  return best;
}

// What the records of a run took, in seconds. The engines of a case share its child process, where the program is
// loaded and eager runs: those count once a case.
struct Times {
  Seconds stages;
  double fork = 0;
  double exit = 0;
};

void add_process(Times& times, const Json& making, const std::string& name) {
  // Not every level of isolation has every process, and not every process was forked for its record.
  if (!making.contains(name)) return;
  times.fork += making.at(name).value("fork", 0.0);
  times.exit += making.at(name).value("exit", 0.0);
}

Times times_of(const std::vector<Record>& records) {
  Times sum;
  std::set<std::string> cases;
  for (const auto& record : records) {
    const auto& took = record.seconds;
    auto& stages = sum.stages;
    stages.capture += took.capture, stages.inspect += took.inspect, stages.call += took.call;
    stages.save += took.save, stages.verify += took.verify;
    add_process(sum, record.making, "process");
    if (!cases.insert(record.case_name).second) continue;
    stages.load += took.load, stages.eager += took.eager;
    add_process(sum, record.making, "child");
  }
  return sum;
}

// Per record, in ms. `rest` is what is none of the other columns: the worker's start, the scheduler, the second
// opinion, the run folder.
void print_where_time_goes(const std::string& name, const SuiteRun& suite, double seconds_per_page) {
  const auto times = times_of(suite.records);
  const auto& stages = times.stages;
  const std::array columns{times.fork,  stages.load, stages.eager,  stages.capture, stages.inspect,
                           stages.call, stages.save, stages.verify, times.exit};
  const auto records = static_cast<double>(suite.records.size());
  fmt::print("{:<14}", name);
  for (const double seconds : columns) fmt::print(" {:>8.2f}", 1e3 * seconds / records);
  const double rest = suite.cost.seconds - std::accumulate(columns.begin(), columns.end(), 0.0);
  fmt::print(" {:>8.2f} {:>8.2f}", 1e3 * rest / records, 1e3 * suite.cost.seconds / records);
  const auto faults = static_cast<double>(suite.cost.page_faults) / records;
  fmt::print(" {:>8.0f} {:>8.2f}\n", faults, 1e3 * faults * seconds_per_page);
}

double verdicts_that_differ(const SuiteRun& one, const SuiteRun& other) {
  std::map<std::pair<std::string, std::string>, Verdict> verdicts;
  for (const auto& record : one.records) verdicts[{record.case_name, record.engine}] = record.verdict;
  double different = 0;
  for (const auto& record : other.records) {
    const auto found = verdicts.find({record.case_name, record.engine});
    if (found != verdicts.end() && found->second == record.verdict) continue;
    fmt::print("  verdicts differ: {} {}\n", record.case_name, record.engine);
    ++different;
  }
  return different;
}

// What inspecting and saving take of what capturing and verifying take.
double share_of_inspection(const SuiteRun& suite) {
  const auto sum = times_of(suite.records).stages;
  return 100 * (sum.inspect + sum.save) / (sum.capture + sum.call + sum.verify);
}

}  // namespace

std::vector<Figure> measure_isolation(const Setting& setting) {
  const double page = seconds_per_copied_page();
  const auto suites = run_suites(setting, {{"none", 1}, {"case", 1}, {"engine", 1}, {"engine", 2}});
  const auto &none = suites[0], &by_case = suites[1], &by_engine = suites[2], &two = suites[3];
  for (const auto* suite : {&none, &by_case, &two})
    if (suite->records.size() != by_engine.records.size())
      throw std::runtime_error("these runs have not the same records: " + text_of(suite->command));

  fmt::print(
      "Where the time goes, in ms a record ({} records); page faults are inside the other columns.\n"
      "{:<14} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}\n",
      by_engine.records.size(), "isolation", "fork", "load", "eager", "capture", "inspect", "call", "save", "verify",
      "exit", "rest", "all", "faults", "faulting");
  print_where_time_goes("none", none, page);
  print_where_time_goes("case", by_case, page);
  print_where_time_goes("engine", by_engine, page);
  print_where_time_goes("engine, -j 2", two, page);
  fmt::print("A page that a forked child writes to first costs {:.2f} us here.\n\n", 1e6 * page);

  const auto added = [&](const SuiteRun& suite) {
    return 1e3 * (suite.cost.seconds - none.cost.seconds) / static_cast<double>(none.records.size());
  };
  return {
      {"isolation by engine, added to a record",
       added(by_engine),
       25,
       "ms",
       {text_of(by_engine.command), text_of(none.command)}},
      {"isolation by case, added to a record", added(by_case), 10, "ms", {text_of(by_case.command)}},
      {"verdicts that differ between engine and case", verdicts_that_differ(by_engine, by_case), 0, "", {}},
      {"time with -j 2, of that with -j 1",
       two.cost.seconds / by_engine.cost.seconds,
       0.65,
       "",
       {text_of(two.command)}},
      {"inspecting and saving, of capturing and verifying",
       share_of_inspection(by_engine),
       15,
       "%",
       {text_of(by_engine.command)}},
  };
}

}  // namespace dy2stat::bench
