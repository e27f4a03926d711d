// What was measured of one program with one engine: the unit of a benchmark run, and what is asked for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jit_probe/record/text_encoding.hpp"
#include "jit_probe/record/torch_version.hpp"

namespace dy2stat {

// The version of the JSON form. A reader refuses newer ones.
inline constexpr int benchmark_schema = 1;

// What `jit_probe bench` asks of a worker beyond the program itself.
struct BenchmarkOptions {
  std::vector<int> threads{1};  // of torch within an operator; each number is measured
  std::string dtype;            // "float64": parameters and floating inputs become that; empty: as they are
  bool inference_mode = false;  // forward only, under torch.inference_mode
  bool backward = true;         // forward and backward too, where there are gradients
  // Also measures eager by torch.utils.benchmark.Timer, and calls of nothing, in turn with the rest.
  bool agreement = false;
  bool sweep = false;            // over the sizes of bench_inputs(n), not its default size alone
  double round_seconds = 0.005;  // what one side of a round shall take at least
  int rounds = 10;               // at first; up to `most_rounds` while the interval is too wide
  int most_rounds = 160;
  double precision = 0.02;  // half the width of the ratio's interval, of the ratio; wider is noisy
};
Json to_json(const BenchmarkOptions& options);
BenchmarkOptions benchmark_options_from_json(const Json& json);

// The ways of calling a program.
enum class Way {
  eager_python,
  captured_python,
  captured_cpp,
  loaded_cpp,
  eager_timer,     // by torch.utils.benchmark.Timer
  nothing_python,  // a function without arguments that does nothing
  nothing_cpp
};
// "eager", "captured", "captured from C++", "loaded in C++", "eager by Timer", "nothing", "nothing in C++"
std::string_view name_of(Way way);
// Throws UnknownWord.
Way way_from(std::string_view word);

// One way of calling, as it was measured. Seconds are wall-clock seconds a call.
struct Series {
  Way way = Way::eager_python;
  double first_call = 0;
  // How many calls it took until the profiling executor had settled, the first included, and what they took together:
  // found from the measurements.
  int calls_to_settle = 0;
  double seconds_to_settle = 0;
  std::vector<double> samples;  // of the steady state: the mean of each round, in the order of the rounds
  // CPU seconds a call of the same rounds, of all threads of the process; none of torch's Timer, which measures none.
  std::vector<double> cpu_samples;
  std::int64_t calls_a_round = 0;
  std::optional<double> bytes_allocated;  // by torch's CPU allocator, a call; none where that was not measured
  // Against eager over the same rounds: the median of the rounds' ratios with its bootstrap interval of 95 %.
  // 1 throughout for eager itself.
  double ratio = 1, ratio_low = 1, ratio_high = 1;
  bool noisy = false;  // the interval is too wide even after the most rounds
};

// What capturing takes, and what it gives back.
struct CaptureCost {
  double seconds = 0;           // of the capture, in a process in which that engine had captured another program before
  std::int64_t code_bytes = 0;  // of the artifact's code; 0 where there is none
  std::int64_t archive_bytes = 0;  // of what `save` writes; 0 where nothing can be saved
  double peak_mib = 0;             // by how much the capture raised the process's greatest private memory
  // Calls of the captured program, from Python, until capturing and settling are paid for; none: never.
  std::optional<double> break_even_calls;
};

struct Benchmark {
  std::string case_name, engine, worker;
  TorchVersion torch;
  std::string mode = "forward";  // or "forward and backward"
  int threads = 1;
  std::string dtype;  // of the options; empty: as the program has them
  bool inference_mode = false;
  std::optional<int> size;  // the n of bench_inputs(n); none: the case's first input set
  // Why nothing was measured: the engine refused the program or what it made raises; the case needs another torch or a
  // package that is not there; or the program, its process or the worker failed.
  enum class Missing { nothing, refused, unavailable, failed } missing = Missing::nothing;
  std::string failure;          // the same as one sentence; empty if it was measured
  std::vector<Series> series;   // eager first; empty with a failure
  bool differentiable = false;  // gradients can be taken of what the program returns
  CaptureCost cost;
  std::vector<std::string> notes;  // what else is worth knowing, e.g. why a way of calling is missing
};
std::string_view name_of(Benchmark::Missing missing);  // "", "refused", "unavailable", "failed"
// Throws UnknownWord.
Benchmark::Missing missing_from(std::string_view word);
Json to_json(const Benchmark& benchmark);
// Throws BadRecord on a newer schema or a missing or wrong field.
Benchmark benchmark_from_json(const Json& json);

}  // namespace dy2stat
