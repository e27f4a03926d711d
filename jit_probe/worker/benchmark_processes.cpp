// The processes of a benchmark.
#include "jit_probe/worker/benchmark_processes.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "bench/latency/measure.hpp"
#include "capture/program/program.hpp"
#include "capture/python/raised.hpp"
#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/family.hpp"
#include "jit_probe/worker/output.hpp"

namespace dy2stat {
namespace {

using Missing = Benchmark::Missing;

std::string first_line(const std::string& text) {
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

void leave(const Benchmark& benchmark, SharedText& text) {
  const auto json = to_json(benchmark).dump();
  text.append(frame_header(FrameKind::json, json.size()) + json);
}

// What `body` throws becomes the reason why the benchmark is missing.
void guarded_benchmark(Benchmark& benchmark, const std::function<void()>& body) {
  const auto because = [&](Missing what, const std::string& why) {
    benchmark.missing = what;
    benchmark.failure = first_line(why);
  };
  try {
    body();
  } catch (const latency::Refused& refusal) {
    because(Missing::refused, refusal.what());
  } catch (py::error_already_set& error) {
    const auto raised = raised_from(error);
    because(Missing::failed, raised.type + ": " + first_line(raised.message));
  } catch (const c10::Error& error) {
    because(Missing::failed, error.what_without_backtrace());
  } catch (const std::exception& error) {
    because(Missing::failed, error.what());
  }
}

// Loads the program in `folder`. None if it cannot run beside this torch, as `benchmark` then says.
std::optional<Program> load_for(const CaseRequest& request, const std::filesystem::path& folder, Benchmark& benchmark) {
  enter_folder(folder, request);
  if (const auto packages = missing_packages(request); !packages.empty()) {
    benchmark.missing = Missing::unavailable;
    benchmark.failure = packages;
    return std::nullopt;
  }
  return load_program(request);
}

// Notes the size in `benchmark` as soon as it is known.
void measure_setting(const CaseRequest& request, const Program& program, const BenchmarkSetting& wanted,
                     Benchmark& benchmark) {
  auto setting = wanted;
  auto input = program.inputs.front();
  if (auto sized = bench_input(request, wanted.size)) {
    benchmark.size = setting.size = sized->size;
    input = sized->input;
  } else if (wanted.size) {
    throw std::invalid_argument("a sweep needs bench_inputs(n) in program.py, and there is none");
  }
  benchmark = latency::measure(program, input, setting, *request.benchmark, benchmark);
}

void fork_waiting_turn(const CaseRequest& request, BenchmarkTurn& turn, const Program& program) {
  turn.result.forking();
  fork_python([&] {
    ::setsid();
    turn.result.claim();
    turn.result.wait_at_gate();
    redirect_stdout();
    auto benchmark = turn.benchmark;
    guarded_benchmark(benchmark, [&] {
      enter_folder(turn.folder, request);
      measure_setting(request, program, turn.setting, benchmark);
    });
    leave(benchmark, turn.result);
  });
  // Nobody may be lost between two forks: a process is known once its number stands in its `result`.
  while (turn.result.outside() == 0) ::sched_yield();
}

}  // namespace

void run_loading(SharedBenchmark& shared) {
  shared.loaded.claim();
  Benchmark outcome;
  guarded_benchmark(outcome, [&] {
    const auto program = load_for(shared.request, shared.folder / "program", outcome);
    if (!program || count_threads() != 1 || !descendants(number_outside()).empty()) return;
    for (auto& turn : shared.turns) fork_waiting_turn(shared.request, *turn, *program);
  });
  if (outcome.missing != Missing::nothing) leave(outcome, shared.loaded);
}

void run_setting_apart(const CaseRequest& request, BenchmarkTurn& turn) {
  turn.result.claim();
  auto benchmark = turn.benchmark;
  guarded_benchmark(benchmark, [&] {
    if (const auto program = load_for(request, turn.folder, benchmark))
      measure_setting(request, *program, turn.setting, benchmark);
  });
  leave(benchmark, turn.result);
}

std::optional<Benchmark> benchmark_in(std::string_view frames) {
  FrameReader reader;
  reader.feed(frames);
  try {
    if (auto frame = reader.next()) return benchmark_from_json(Json::parse(frame->payload));
  } catch (const std::exception&) {
    // The program scribbled over its results.
  }
  return std::nullopt;
}

}  // namespace dy2stat
