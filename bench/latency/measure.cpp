// The steps of a benchmark: capture, settle, rounds, allocations.
#include "bench/latency/measure.hpp"

#include <ATen/Parallel.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "bench/latency/agreement.hpp"
#include "bench/latency/allocations.hpp"
#include "bench/latency/backward.hpp"
#include "bench/latency/callable.hpp"
#include "bench/latency/capture_cost.hpp"
#include "bench/latency/rounds.hpp"
#include "bench/latency/settling.hpp"
#include "capture/parity/copier.hpp"
#include "capture/parity/reload.hpp"
#include "capture/parity/saved_state.hpp"
#include "capture/python/raised.hpp"

namespace dy2stat::latency {
namespace {

constexpr std::int64_t most_copied_bytes = 64 << 20;  // of arguments that are kept ready for one round

c10::ScalarType dtype_named(const std::string& name) {
  const py::object dtype = py::getattr(py::module_::import("torch"), name.c_str(), py::none());
  if (!THPDtype_Check(dtype.ptr())) throw std::invalid_argument("torch has no dtype '" + name + "'");
  return reinterpret_cast<THPDtype*>(dtype.ptr())->scalar_type;
}

// The program and its input with floating parameters and tensors as `dtype`.
parity::InputSet converted(const Program& program, const parity::InputSet& input, const std::string& dtype) {
  if (dtype.empty()) return input;
  const auto type = dtype_named(dtype);
  if (!program.instance.is_none()) program.instance.attr("to")(py::module_::import("torch").attr(dtype.c_str()));
  return {with_dtype(input.positional, type), with_dtype(input.keywords, type)};
}

std::string reason_of(const py::error_already_set& error) {
  const auto raised = raised_from(error);
  const auto begin = std::min(raised.message.find_first_not_of(" \n"), raised.message.size());
  return raised.type + ": " + raised.message.substr(begin, raised.message.find('\n', begin) - begin);
}

// What `action` throws, in one sentence; empty if it throws nothing.
std::string raised_by(const std::function<void()>& action) {
  try {
    action();
    return {};
  } catch (py::error_already_set& error) {
    return reason_of(error);
  } catch (const c10::Error& error) {
    return error.what_without_backtrace();
  } catch (const std::exception& error) {
    return error.what();
  }
}

Artifact captured(const Program& program, const parity::InputSet& input, Benchmark& benchmark) {
  const auto engine = make_engine(benchmark.engine, {program.own_engines, program.dynamic_shapes});
  const auto example = parity::Copier(program.instance, program.instance).copy(input, {}).arguments;
  const parity::SavedState before(program.instance);
  Artifact artifact;
  const auto refusal = raised_by([&] {
    artifact = capture_with_cost([&] { return engine->capture(program.entry, example.positional, example.keywords); },
                                 benchmark.cost);
  });
  if (!refusal.empty()) {
    // A program that fails without any engine was refused by none.
    before.restore();
    const auto again = parity::Copier(program.instance, program.instance).copy(input, {}).arguments;
    program.entry(*again.positional, **again.keywords);
    throw Refused(refusal);
  }
  benchmark.notes.insert(benchmark.notes.end(), artifact.notes.begin(), artifact.notes.end());
  before.restore();
  return artifact;
}

// The ways of calling that the artifact allows; what it does not allow is noted.
std::vector<std::unique_ptr<Callable>> ways_of_calling(const Program& program, const Artifact& artifact,
                                                       const Subject& subject, Benchmark& benchmark) {
  std::vector<std::unique_ptr<Callable>> ways;
  ways.push_back(make_python_call(Way::eager_python, program.entry, program.instance, subject));
  ways.push_back(make_python_call(Way::captured_python, artifact.callable, artifact.instance, subject));
  if (artifact.script.is_none()) return ways;
  const auto note = [&](const std::string& what, const std::string& problem) {
    if (!problem.empty()) benchmark.notes.push_back(what + ": " + problem);
  };
  const auto add = [&](const char* what, const auto& make) {
    note(std::string(what) + " is missing", raised_by([&] { ways.push_back(make()); }));
  };
  std::string archive;
  note("it cannot be saved", raised_by([&] { archive = parity::archive_of(artifact.archived()); }));
  benchmark.cost.archive_bytes = static_cast<std::int64_t>(archive.size());
  add("captured from C++", [&] { return make_cpp_call(artifact.script, artifact.method, subject); });
  if (!archive.empty()) add("loaded in C++", [&] { return make_loaded_call(archive, artifact.method, subject); });
  return ways;
}

double allocated_by(Callable& callable) {
  callable.prepare(1);
  std::optional<py::gil_scoped_release> no_gil;
  if (!callable.needs_gil()) no_gil.emplace();
  return static_cast<double>(bytes_allocated([&] { callable.call(); }));
}

// What a way needs for its rounds.
Side side_of(Callable& way, const ArgumentSource& arguments, double level) {
  const auto copied = most_copied_bytes / std::max<std::int64_t>(arguments.bytes(), 1024);
  return {level, arguments.mutated() ? std::max<std::int64_t>(copied, 2) : 0,
          [&way](std::int64_t untimed, std::int64_t calls) { return timed(way, untimed, calls); }};
}

// The way's series up to its steady state; the level of that is left in `level`. None if C++ cannot call it after all.
std::optional<Series> settled(Callable& way, double& level, Benchmark& benchmark) {
  Settling settling;
  Series series;
  series.way = way.way();
  if (series.way == Way::eager_python)
    settling = settle(way);
  else if (const auto raised = raised_by([&] { settling = settle(way); }); !raised.empty()) {
    if (series.way == Way::captured_python) throw Refused("it raises when it is called: " + raised);
    benchmark.notes.push_back(std::string(name_of(series.way)) + " is missing: it raises: " + raised);
    return std::nullopt;
  }
  series.first_call = settling.first_call;
  series.calls_to_settle = settling.calls;
  series.seconds_to_settle = settling.seconds;
  level = settling.level;
  if (!settling.settled)
    benchmark.notes.push_back(std::string(name_of(series.way)) + ": calls had not become steady when rounds began");
  series.bytes_allocated = allocated_by(way);
  return series;
}

// Settles all ways, then measures them in turn.
std::vector<Series> measured(const std::vector<std::unique_ptr<Callable>>& ways, const ArgumentSource& arguments,
                             const Program& program, const BenchmarkOptions& options, Benchmark& benchmark) {
  std::vector<Series> all;
  std::vector<Side> sides;
  for (const auto& way : ways) {
    double level = 0;
    auto series = settled(*way, level, benchmark);
    if (!series) continue;
    all.push_back(std::move(*series));
    sides.push_back(side_of(*way, arguments, level));
  }
  std::optional<AgreementSides> agreement;
  if (options.agreement) {
    agreement.emplace(program.entry, program.instance, arguments, benchmark.threads);
    for (const auto& [way, side] : agreement->sides(sides.front().level)) {
      // Neither eager nor the Timer may follow some milliseconds of nothing, which slow what comes next by half a
      // percent for longer than its untimed calls last: the Timer comes last, before eager again, and nothing after
      // eager.
      const auto place = way == Way::eager_timer ? std::ssize(all) : 1;
      all.insert(all.begin() + place, Series())->way = way;
      sides.insert(sides.begin() + place, side);
    }
  }
  const auto rounds = measure_rounds(sides, options);
  for (std::size_t k = 0; k < all.size(); ++k) {
    all[k].samples = rounds[k].samples;
    if (all[k].way != Way::eager_timer) all[k].cpu_samples = rounds[k].cpu_samples;
    all[k].calls_a_round = rounds[k].calls_a_round;
    all[k].ratio = rounds[k].ratio, all[k].ratio_low = rounds[k].ratio_low, all[k].ratio_high = rounds[k].ratio_high;
    all[k].noisy = rounds[k].noisy;
  }
  return all;
}

bool is_differentiable(const Program& program, const parity::InputSet& input) {
  try {
    const ArgumentSource source(input, program.entry, program.instance, true);
    const auto arguments = source.fresh(program.instance);
    std::vector<at::Tensor> results;
    add_differentiable(py::handle(program.entry(*arguments.positional, **arguments.keywords)), results);
    return !results.empty();
  } catch (py::error_already_set&) {
    return false;  // it does not take tensors that require gradients
  } catch (const c10::Error&) {
    return false;
  }
}

}  // namespace

Benchmark measure(const Program& program, const parity::InputSet& given, const BenchmarkSetting& setting,
                  const BenchmarkOptions& options, Benchmark benchmark) {
  benchmark.mode = setting.backward ? "forward and backward" : "forward";
  benchmark.threads = setting.threads;
  benchmark.size = setting.size;
  benchmark.dtype = options.dtype;
  benchmark.inference_mode = options.inference_mode;
  at::set_num_threads(setting.threads);
  const auto input = converted(program, given, options.dtype);
  const auto artifact = captured(program, input, benchmark);
  {
    std::optional<c10::InferenceMode> inference;
    if (options.inference_mode) inference.emplace();
    const ArgumentSource arguments(input, program.entry, program.instance, setting.backward);
    const Subject subject{program.instance, arguments, setting.backward};
    const auto ways = ways_of_calling(program, artifact, subject, benchmark);
    benchmark.series = measured(ways, arguments, program, options, benchmark);
  }
  const auto captured_series = std::ranges::find(benchmark.series, Way::captured_python, &Series::way);
  benchmark.cost.break_even_calls = break_even(benchmark.cost, benchmark.series.front(), *captured_series);
  benchmark.differentiable = setting.backward || (!options.inference_mode && is_differentiable(program, input));
  return benchmark;
}

}  // namespace dy2stat::latency
