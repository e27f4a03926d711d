// Continuing benchmark runs.
#include "jit_probe/cli/bench_resume.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "jit_probe/cli/bench_runs.hpp"
#include "jit_probe/cli/kept_program.hpp"
#include "jit_probe/record/benchmark_plan.hpp"
#include "jit_probe/record/sha256.hpp"
#include "jit_probe/statistics/quantile.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// As much of it as a worker needs to know what comes next.
Benchmark without_rounds(Benchmark benchmark) {
  benchmark.notes.clear();
  if (benchmark.series.size() > 1) benchmark.series.resize(1);
  for (auto& series : benchmark.series) {
    series.samples = {statistics::median(series.samples)};
    series.cpu_samples.clear();
  }
  return benchmark;
}

}  // namespace

ContinuedBench continued_bench(BenchOptions& options) {
  if (!options.resume) return {};
  const auto folder = find_bench_run(options.run.out.empty() ? "latest-bench" : options.run.out);
  ContinuedBench continued{fs::proximate(fs::canonical(folder)), read_bench_run(folder)};
  with_options_of(folder, continued.run.description, [&](const Json& stored) { continue_with(options, stored); });
  return continued;
}

Json program_hashes(const Selection& selection) {
  Json hashes = Json::object();
  for (const auto& item : selection.items) hashes[item.what.name] = sha256_hex(kept_program(item).dump());
  return hashes;
}

std::set<std::string> forget_outdated(ContinuedBench& continued, const Selection& selection) {
  const auto before = continued.run.description.options.value("programs", Json::object());
  std::set<std::string> changed;
  const auto hashes = program_hashes(selection);
  for (const auto& [name, hash] : hashes.items()) {
    if (before.contains(name) && before[name] == hash) continue;
    const auto of_case = [&, &name = name](const Benchmark& benchmark) { return benchmark.case_name == name; };
    if (std::erase_if(continued.run.benchmarks, of_case) > 0) changed.insert(name);
  }
  if (!changed.empty()) replace_benchmarks(continued.folder, continued.run.benchmarks);
  return changed;
}

void leave_out_measured(std::vector<WorkerQueue>& queues, const std::vector<Benchmark>& measured) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<Benchmark>> by_engine;
  for (const auto& benchmark : measured)
    by_engine[{benchmark.worker, benchmark.case_name, benchmark.engine}].push_back(benchmark);
  for (auto& queue : queues) {
    for (auto& request : queue.requests)
      std::erase_if(request.engines, [&](const std::string& engine) {
        const auto& of_engine = by_engine[{queue.command.name, request.case_name, engine}];
        if (!next_setting(*request.benchmark, of_engine)) return true;
        std::ranges::transform(of_engine, std::back_inserter(request.measured), without_rounds);
        return false;
      });
    std::erase_if(queue.requests, [](const CaseRequest& request) { return request.engines.empty(); });
  }
  std::erase_if(queues, [](const WorkerQueue& queue) { return queue.requests.empty(); });
}

}  // namespace dy2stat
