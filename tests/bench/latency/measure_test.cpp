// A benchmark holds each way of calling, in its state, and what the capture cost.
#include "bench/latency/measure.hpp"

#include "bench/latency/capture_cost.hpp"
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::latency {
namespace {

Program program_of(const std::string& source) {
  auto names = parity::test::run_python("import linecache\n");
  names["source"] = "import torch\n" + source;
  py::module_::import("builtins")
      .attr("exec")(R"(
name = 'benchmark_%d.py' % id(source)
linecache.cache[name] = (len(source), None, source.splitlines(True), name)
exec(compile(source, name, 'exec'))
)",
                    names);
  Program program;
  program.entry = names["entry"];
  const auto module = py::module_::import("torch").attr("nn").attr("Module");
  program.instance = py::isinstance(program.entry, module) ? program.entry : py::object(py::none());
  program.inputs = parity::test::inputs_in(names);
  return program;
}

BenchmarkOptions quick() {
  BenchmarkOptions options;
  options.rounds = options.most_rounds = 3;
  options.round_seconds = 1e-4;
  return options;
}

Benchmark measured_with(const std::string& engine, const Program& program, const BenchmarkSetting& setting,
                        const BenchmarkOptions& options = quick()) {
  Benchmark benchmark;
  benchmark.engine = engine;
  return measure(program, program.inputs.front(), setting, options, benchmark);
}

std::vector<Way> ways_in(const Benchmark& benchmark) {
  std::vector<Way> ways;
  for (const auto& series : benchmark.series) ways.push_back(series.way);
  return ways;
}

const std::vector<Way> all_ways{Way::eager_python, Way::captured_python, Way::captured_cpp, Way::loaded_cpp};

const std::string function = "def entry(x, y):\n    return x * y + x\ninputs = [(torch.ones(4), torch.ones(4))]\n";
const std::string module = R"(
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 4)
        self.register_buffer('count', torch.zeros(1))
    def forward(self, x):
        self.count += 1
        return self.linear(x).relu()
entry = Net()
inputs = [(torch.ones(2, 4),)]
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(measure_test)

BOOST_AUTO_TEST_CASE(every_way_of_a_function_is_measured_with_both_engines) {
  for (const char* engine : {"script", "trace"}) {
    const auto benchmark = measured_with(engine, program_of(function), {});
    BOOST_TEST((ways_in(benchmark) == all_ways), engine);
    for (const auto& series : benchmark.series) {
      BOOST_TEST(series.samples.size() == 3u);
      BOOST_TEST(series.first_call > 0);
      BOOST_TEST(series.bytes_allocated.value() >= 16);  // the sum of four floats
    }
    BOOST_TEST(benchmark.series[1].calls_to_settle >= 1);  // the first call profiles
    BOOST_TEST(benchmark.cost.seconds > 0);
    BOOST_TEST(benchmark.cost.code_bytes > 20);
    BOOST_TEST(benchmark.cost.archive_bytes > 500);
    BOOST_TEST(benchmark.mode == "forward");
    BOOST_TEST(benchmark.differentiable);
  }
}

BOOST_AUTO_TEST_CASE(a_module_is_measured_forward_and_backward) {
  for (const char* engine : {"script", "trace"}) {
    const auto benchmark = measured_with(engine, program_of(module), {true, 1, 7});
    BOOST_TEST((ways_in(benchmark) == all_ways), engine);
    BOOST_TEST(benchmark.mode == "forward and backward");
    BOOST_TEST(benchmark.size.value() == 7);
  }
}

BOOST_AUTO_TEST_CASE(torchs_timer_and_calls_of_nothing_take_part_when_asked) {
  auto options = quick();
  options.agreement = true;
  const auto series = measured_with("script", program_of(function), {}, options).series;
  BOOST_TEST(series.size() == 7u);
  BOOST_TEST((series.at(1).way == Way::nothing_cpp));
  BOOST_TEST((series.at(2).way == Way::nothing_python));
  BOOST_TEST((series.at(6).way == Way::eager_timer));
  for (const auto& one : series) {
    BOOST_TEST(one.samples.size() == 3u);
    BOOST_TEST(one.samples.front() > 0);
  }
  // Ten times as much would not be the same call any more, however busy the machine is.
  BOOST_TEST(series[6].ratio > 0.1);
  BOOST_TEST(series[6].ratio < 10);
}

BOOST_AUTO_TEST_CASE(integers_have_no_gradients) {
  const auto program = program_of("def entry(x):\n    return x * 2\ninputs = [(torch.ones(4, dtype=torch.int64),)]\n");
  BOOST_TEST(!measured_with("script", program, {}).differentiable);
}

BOOST_AUTO_TEST_CASE(a_dtype_converts_module_and_inputs_and_must_exist) {
  const auto program = program_of(module);
  auto options = quick();
  options.dtype = "float64";
  options.inference_mode = true;
  const auto benchmark = measured_with("script", program, {}, options);
  BOOST_TEST(!benchmark.differentiable);
  BOOST_TEST(benchmark.dtype == "float64");
  BOOST_TEST(py::str(program.instance.attr("linear").attr("weight").attr("dtype")).cast<std::string>() ==
             "torch.float64");
  options.dtype = "float65";
  BOOST_CHECK_THROW(measured_with("script", program, {}, options), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_refusal_comes_out) {
  const auto program = program_of("def entry(x):\n    return eval('x')\ninputs = [(torch.ones(4),)]\n");
  BOOST_CHECK_THROW(measured_with("script", program, {}), Refused);
  const auto raises = program_of(R"(
def entry(x):
    if not torch.jit.is_scripting(): return x
    raise ValueError('captured only')
inputs = [(torch.ones(4),)]
)");
  BOOST_CHECK_THROW(measured_with("script", raises, {}), Refused);
  BOOST_CHECK_THROW(
      measured_with("script", program_of("def entry(x):\n    raise ValueError('always')\ninputs = [(1,)]\n"), {}),
      py::error_already_set);
}

BOOST_AUTO_TEST_CASE(capturing_pays_when_what_it_saves_is_more_than_it_took) {
  CaptureCost cost;
  cost.seconds = 10;
  Series eager, captured;
  eager.samples = {3, 3, 3};
  captured.samples = {1, 1, 1};
  captured.calls_to_settle = 2;
  captured.seconds_to_settle = 6;
  // n calls of eager take 3 n; captured 10 + 6 + (n - 2): equal at n = 7.
  BOOST_TEST(break_even(cost, eager, captured).value() == 7.0);
  captured.samples = {3, 3, 3};
  BOOST_TEST(!break_even(cost, eager, captured).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::latency
