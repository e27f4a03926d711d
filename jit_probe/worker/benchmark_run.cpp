// The processes of a benchmark, one after the other.
#include "jit_probe/worker/benchmark_run.hpp"

#include <algorithm>

#include "bench/latency/measure.hpp"
#include "capture/program/program.hpp"
#include "capture/python/raised.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/statistics/quantile.hpp"
#include "jit_probe/worker/case_records.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {
namespace {

// A sweep ends with the first size of which one call of eager takes so long, or with this size.
constexpr double longest_call = 0.1;
constexpr int greatest_size = 1 << 20;
// Looking at a process costs it time.
constexpr int milliseconds_between_looks = 250;

std::string first_line(const std::string& text) {
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

// What a setting's process leaves: the benchmark, and whether another mode is worth a process.
Json left_by(const latency::Outcome& outcome) {
  auto json = to_json(outcome.benchmark);
  json["differentiable"] = outcome.differentiable;
  return json;
}

// Notes the size in `benchmark` as soon as it is known.
latency::Outcome measured_here(const CaseRequest& request, const latency::Setting& wanted, Benchmark& benchmark) {
  const auto program = load_program(request);
  auto setting = wanted;
  auto input = program.inputs.front();
  if (auto sized = bench_input(request, wanted.size)) {
    benchmark.size = setting.size = sized->size;
    input = sized->input;
  } else if (wanted.size) {
    throw std::invalid_argument("a sweep needs bench_inputs(n) in program.py, and there is none");
  }
  return latency::measure(program, input, setting, *request.benchmark, benchmark);
}

// The engine's process: from the template to the frame.
latency::Outcome guarded_measure(const CaseRequest& request, const std::filesystem::path& folder,
                                 const latency::Setting& setting, const Benchmark& benchmark) {
  using enum Benchmark::Missing;
  latency::Outcome missing{benchmark, false};
  const auto because = [&](Benchmark::Missing what, const std::string& why) {
    missing.benchmark.missing = what;
    missing.benchmark.failure = first_line(why);
  };
  try {
    enter_folder(folder, request);
    if (const auto packages = missing_packages(request); packages.empty())
      return measured_here(request, setting, missing.benchmark);
    else
      because(unavailable, packages);
  } catch (const latency::Refused& refusal) {
    because(refused, refusal.what());
  } catch (py::error_already_set& error) {
    const auto raised = raised_from(error);
    because(failed, raised.type + ": " + first_line(raised.message));
  } catch (const c10::Error& error) {
    because(failed, error.what_without_backtrace());
  } catch (const std::exception& error) {
    because(failed, error.what());
  }
  return missing;
}

std::optional<Json> whole_frame(std::string_view frames) {
  FrameReader reader;
  reader.feed(frames);
  try {
    if (auto frame = reader.next()) return Json::parse(frame->payload);
  } catch (const std::exception&) {
    // The program scribbled over its results.
  }
  return std::nullopt;
}

class BenchmarkRun {
 public:
  BenchmarkRun(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
               Family& family, int control, const SendFrames& send)
      : request_(request),
        folder_(folder),
        fingerprint_(fingerprint),
        family_(family),
        control_(control),
        send_(send) {}

  void run(const std::string& engine) {
    const auto& options = *request_.benchmark;
    if (!TorchRange::parse(request_.required_torch).holds(fingerprint_.torch)) {
      auto benchmark = benchmark_of(engine);
      benchmark.missing = Benchmark::Missing::unavailable;
      benchmark.failure = "the case needs torch " + request_.required_torch;
      return send(benchmark);
    }
    for (const int threads : options.threads) {
      const bool differentiable = run_sizes(engine, {false, threads, std::nullopt});
      if (differentiable && options.backward && !options.inference_mode)
        run_sizes(engine, {true, threads, std::nullopt});
    }
  }

 private:
  // One mode with one number of threads; whether gradients can be taken.
  bool run_sizes(const std::string& engine, latency::Setting setting) {
    if (!request_.benchmark->sweep) return run_setting(engine, setting).differentiable;
    bool differentiable = false;
    for (int size = 1; size <= greatest_size; size *= 2) {
      setting.size = size;
      const auto outcome = run_setting(engine, setting);
      differentiable |= outcome.differentiable;
      const auto& series = outcome.benchmark.series;
      if (series.empty() || statistics::median(series.front().samples) > longest_call) break;
    }
    return differentiable;
  }

  latency::Outcome run_setting(const std::string& engine, const latency::Setting& setting) {
    const auto benchmark = benchmark_of(engine);
    SharedText left;
    left.forking();
    const auto number = std::to_string(++processes_);
    const auto child = family_.start(request_.limits, [&] {
      left.claim();
      const auto text = left_by(guarded_measure(request_, folder_ / number, setting, benchmark)).dump();
      left.append(frame_header(FrameKind::json, text.size()) + text);
    });
    const auto none_idle = [] { return std::vector<pid_t>(); };
    const auto ending =
        family_.watch(child, request_.limits, {control_, left.reached(), none_idle, milliseconds_between_looks});
    family_.end();
    return received(left, ending, setting, benchmark);
  }

  latency::Outcome received(const SharedText& left, const Ending& ending, const latency::Setting& setting,
                            Benchmark benchmark) {
    latency::Outcome outcome{std::move(benchmark), false};
    auto& made = outcome.benchmark;
    if (const auto json = whole_frame(left.text())) {
      made = benchmark_from_json(*json);
      outcome.differentiable = json->at("differentiable").get<bool>();
    } else {
      made.missing = Benchmark::Missing::failed;
      made.failure = reason_of(ending, request_.limits);
    }
    if (!made.failure.empty()) {
      made.mode = setting.backward ? "forward and backward" : "forward";
      made.threads = setting.threads;
      if (!made.size) made.size = setting.size;
      made.dtype = request_.benchmark->dtype;
      made.inference_mode = request_.benchmark->inference_mode;
    }
    send(made);
    return outcome;
  }

  Benchmark benchmark_of(const std::string& engine) const {
    Benchmark benchmark;
    benchmark.case_name = request_.case_name;
    benchmark.engine = engine;
    benchmark.worker = fingerprint_.worker;
    benchmark.torch = fingerprint_.torch;
    return benchmark;
  }

  void send(const Benchmark& benchmark) const {
    auto json = to_json(benchmark);
    json["type"] = "benchmark";
    const auto text = json.dump();
    send_(frame_header(FrameKind::json, text.size()) + text);
  }

  const CaseRequest& request_;
  const std::filesystem::path& folder_;
  const Fingerprint& fingerprint_;
  Family& family_;
  int control_;
  const SendFrames& send_;
  int processes_ = 0;
};

}  // namespace

void run_benchmark(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
                   Family& family, int control, const SendFrames& send) {
  BenchmarkRun run(request, folder, fingerprint, family, control, send);
  for (const auto& engine : request.engines) run.run(engine);
}

}  // namespace dy2stat
