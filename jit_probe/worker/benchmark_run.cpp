// The turns of a benchmark's processes.
#include "jit_probe/worker/benchmark_run.hpp"

#include <algorithm>

#include "capture/engines/engine.hpp"
#include "jit_probe/record/benchmark_plan.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/benchmark_processes.hpp"
#include "jit_probe/worker/case_records.hpp"

namespace dy2stat {
namespace {

// Looking at a process costs it time.
constexpr int milliseconds_between_looks = 250;

class BenchmarkRun {
 public:
  BenchmarkRun(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
               Family& family, int control, const SendFrames& send)
      : shared_{request, folder, {}, {}},
        request_(request),
        fingerprint_(fingerprint),
        family_(family),
        control_(control),
        send_(send) {}

  void run() {
    const auto cannot_run = why_not_at_all();
    for (const auto& engine : request_.engines) {
      const auto missing = cannot_run ? cannot_run : why_not_by(engine);
      auto measured = measured_of(engine);
      while (const auto setting = next_setting(*request_.benchmark, measured)) {
        measured.push_back(missing ? missing_as(*missing, engine, *setting) : run_setting(engine, *setting));
        send(measured.back());
      }
    }
    family_.end();
  }

 private:
  std::vector<Benchmark> measured_of(const std::string& engine) const {
    std::vector<Benchmark> measured;
    std::ranges::copy_if(request_.measured, std::back_inserter(measured),
                         [&](const auto& benchmark) { return benchmark.engine == engine; });
    return measured;
  }

  // A benchmark that says why this torch has no such engine.
  std::optional<Benchmark> why_not_by(const std::string& engine) const {
    Benchmark unavailable;
    unavailable.missing = Benchmark::Missing::unavailable;
    unavailable.failure = why_unavailable(engine, fingerprint_.torch.text());
    return unavailable.failure.empty() ? std::nullopt : std::optional(std::move(unavailable));
  }

  // Loads the program, unless each setting is to do that for itself. A benchmark whose failure all of them share.
  std::optional<Benchmark> why_not_at_all() {
    if (!TorchRange::parse(request_.required_torch).holds(fingerprint_.torch)) {
      Benchmark other_torch;
      other_torch.missing = Benchmark::Missing::unavailable;
      other_torch.failure = "the case needs torch " + request_.required_torch;
      return other_torch;
    }
    if (request_.benchmark->sweep) return std::nullopt;
    for (const auto& engine : request_.engines)
      for (const auto& setting :
           why_not_by(engine) ? std::vector<BenchmarkSetting>() : possible_settings(*request_.benchmark))
        shared_.turns.push_back(turn_of(engine, setting));
    shared_.loaded.forking();
    const auto ending =
        watch(family_.start(request_.limits, [this] { run_loading(shared_); }), shared_.loaded.reached());
    if (auto failed = benchmark_in(shared_.loaded.text())) return failed;
    if (ending.cause == Ending::Cause::exited && ending.status == 0) return std::nullopt;
    Benchmark died;
    died.missing = Benchmark::Missing::failed;
    died.failure = reason_of(ending, request_.limits);
    return died;
  }

  Benchmark run_setting(const std::string& engine, const BenchmarkSetting& setting) {
    end_if_unclean();
    auto& turn = turn_for(engine, setting);
    const Member waits{turn.result.inside(), turn.result.outside()};
    Ending ending;
    bool done = false;
    if (waits.outside != 0 && Family::alive(waits)) {
      turn.result.open_gate();
      ending = watch(waits, turn.result.reached());
      done = turn.result.gate_was_passed();  // else another process had killed it where it waited
    }
    if (!done) {
      turn.result.clear();
      turn.result.forking();
      ending = watch(family_.start(request_.limits, [&] { run_setting_apart(request_, turn); }), turn.result.reached());
    }
    if (auto benchmark = benchmark_in(turn.result.text())) return with_setting(std::move(*benchmark), setting);
    auto died = turn.benchmark;
    died.missing = Benchmark::Missing::failed;
    died.failure = reason_of(ending, request_.limits);
    return with_setting(std::move(died), setting);
  }

  Ending watch(const Member& member, const std::atomic<int>& reached) {
    const auto others = [this, member] { return waiting(member); };
    return family_.watch(member, request_.limits, {control_, reached, others, milliseconds_between_looks});
  }

  // The processes that wait at their gates.
  std::vector<pid_t> waiting(const Member& but) const {
    std::vector<pid_t> numbers;
    for (const auto& turn : shared_.turns) {
      const pid_t number = turn->result.outside();
      if (number != 0 && number != but.outside && Family::alive({turn->result.inside(), number}))
        numbers.push_back(number);
    }
    return numbers;
  }

  // Between two turns there must be no process but those that wait.
  void end_if_unclean() {
    if (family_.size() != waiting({}).size()) family_.end();
  }

  BenchmarkTurn& turn_for(const std::string& engine, const BenchmarkSetting& setting) {
    const auto found = std::ranges::find_if(
        shared_.turns, [&](const auto& turn) { return turn->benchmark.engine == engine && turn->setting == setting; });
    if (found != shared_.turns.end()) return **found;
    apart_ = turn_of(engine, setting);
    return *apart_;
  }

  std::unique_ptr<BenchmarkTurn> turn_of(const std::string& engine, const BenchmarkSetting& setting) {
    auto turn = std::make_unique<BenchmarkTurn>();
    turn->benchmark.case_name = request_.case_name;
    turn->benchmark.engine = engine;
    turn->benchmark.worker = fingerprint_.worker;
    turn->benchmark.torch = fingerprint_.torch;
    turn->setting = setting;
    turn->folder = shared_.folder / std::to_string(++turns_);
    return turn;
  }

  // A process that failed may not have come to note its setting.
  Benchmark with_setting(Benchmark benchmark, const BenchmarkSetting& setting) const {
    benchmark.mode = setting.backward ? "forward and backward" : "forward";
    benchmark.threads = setting.threads;
    if (!benchmark.size) benchmark.size = setting.size;
    benchmark.dtype = request_.benchmark->dtype;
    benchmark.inference_mode = request_.benchmark->inference_mode;
    return benchmark;
  }

  Benchmark missing_as(const Benchmark& cannot_run, const std::string& engine, const BenchmarkSetting& setting) {
    auto missing = turn_of(engine, setting)->benchmark;
    missing.missing = cannot_run.missing;
    missing.failure = cannot_run.failure;
    return with_setting(std::move(missing), setting);
  }

  void send(const Benchmark& benchmark) const {
    auto json = to_json(benchmark);
    json["type"] = "benchmark";
    const auto text = json.dump();
    send_(frame_header(FrameKind::json, text.size()) + text);
  }

  SharedBenchmark shared_;
  const CaseRequest& request_;
  const Fingerprint& fingerprint_;
  Family& family_;
  int control_;
  const SendFrames& send_;
  std::unique_ptr<BenchmarkTurn> apart_;  // the setting under way, where that does not wait
  int turns_ = 0;
};

}  // namespace

void run_benchmark(const CaseRequest& request, const std::filesystem::path& folder, const Fingerprint& fingerprint,
                   Family& family, int control, const SendFrames& send) {
  BenchmarkRun(request, folder, fingerprint, family, control, send).run();
}

}  // namespace dy2stat
