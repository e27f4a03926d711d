// Every way of calling reaches the program, with arguments of its own where it writes to them.
#include "bench/latency/callable.hpp"

#include "bench/latency/allocations.hpp"
#include "capture/parity/reload.hpp"
#include "tests/capture/parity/programs.hpp"

namespace dy2stat::latency {
namespace {

using parity::test::run_python;

// A Python source whose functions torch can script; `program` is called with `arguments`, a tuple.
struct Written {
  explicit Written(const std::string& source) {
    names = run_python("import linecache\n");
    names["source"] = "import torch\n" + source;
    py::module_::import("builtins")
        .attr("exec")(R"(
name = 'measured_%d.py' % id(source)
linecache.cache[name] = (len(source), None, source.splitlines(True), name)
exec(compile(source, name, 'exec'))
)",
                      names);
  }
  py::object operator[](const char* name) const { return names[name]; }
  parity::InputSet input() const { return {py::tuple(names["arguments"]), py::dict()}; }

  py::dict names;
};

const std::string squares = R"(
calls = []
def plain(x):
    calls.append(x)
    return x * x
def program(x):
    return x * x
arguments = (torch.ones(3),)
script = torch.jit.script(program)
)";

const std::string writes = R"(
seen = []
def program(x):
    seen.append(float(x[0]))
    x += 1
    return x
arguments = (torch.zeros(3),)
)";

std::string archive_in(const Written& written) {
  return parity::archive_of(written["script"]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(callable_test)

BOOST_AUTO_TEST_CASE(a_python_call_is_made_as_often_as_it_is_timed) {
  const Written written(squares);
  const ArgumentSource arguments(written.input(), written["plain"], py::none(), false);
  BOOST_TEST(!arguments.mutated());
  const auto before = py::len(written["calls"]);
  const auto call = make_python_call(Way::eager_python, written["plain"], py::none(), {py::none(), arguments, false});
  const double seconds = timed(*call, 2, 5).seconds;
  BOOST_TEST(py::len(written["calls"]) - before == 7u);
  BOOST_TEST(seconds > 0);
}

BOOST_AUTO_TEST_CASE(the_time_that_a_call_waits_is_no_cpu_time) {
  const Written written("import time\ndef program():\n    time.sleep(0.05)\narguments = ()\n");
  const ArgumentSource arguments(written.input(), written["program"], py::none(), false);
  const auto call = make_python_call(Way::eager_python, written["program"], py::none(), {py::none(), arguments, false});
  const auto repetition = timed(*call, 0, 4);
  BOOST_TEST(repetition.seconds >= 0.05);
  BOOST_TEST(repetition.cpu_seconds > 0);
  BOOST_TEST(repetition.cpu_seconds < 0.025);
}

BOOST_AUTO_TEST_CASE(a_program_that_writes_to_its_argument_gets_a_fresh_one_each_time) {
  const Written written(writes);
  const ArgumentSource arguments(written.input(), written["program"], py::none(), false);
  BOOST_TEST(arguments.mutated());
  const auto call = make_python_call(Way::eager_python, written["program"], py::none(), {py::none(), arguments, false});
  timed(*call, 1, 3);
  BOOST_TEST(py::len(written["seen"]) == 5u);  // once to see that it writes
  for (auto value : written["seen"]) BOOST_TEST(value.cast<double>() == 0.0);
  BOOST_TEST(py::float_(written["arguments"][py::int_(0)][py::int_(0)]).cast<double>() == 0.0);
}

BOOST_AUTO_TEST_CASE(a_list_that_grows_is_seen_as_written_to) {
  const Written written("def program(x):\n    x.append(1)\n    return len(x)\narguments = ([0],)\n");
  BOOST_TEST(ArgumentSource(written.input(), written["program"], py::none(), false).mutated());
}

BOOST_AUTO_TEST_CASE(cpp_runs_the_captured_and_the_loaded_function_without_the_gil) {
  const Written written(squares);
  const ArgumentSource arguments(written.input(), written["program"], py::none(), false);
  const Subject subject{py::none(), arguments, false};
  for (auto& call : {make_cpp_call(written["script"], "forward", subject),
                     make_loaded_call(archive_in(written), "forward", subject)}) {
    BOOST_TEST(!call->needs_gil());
    BOOST_TEST(timed(*call, 3, 10).seconds > 0);
    BOOST_TEST(call->plans() == 1);
  }
}

BOOST_AUTO_TEST_CASE(backward_takes_gradients_and_accumulates_none) {
  const Written written(R"(
count = []
class Counted(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2
    @staticmethod
    def backward(ctx, g):
        count.append(1)
        return g * 2
def program(x):
    return {'y': [Counted.apply(x)]}
arguments = (torch.ones(3),)
)");
  const ArgumentSource arguments(written.input(), written["program"], py::none(), true);
  const Subject subject{py::none(), arguments, true};
  const auto call = make_python_call(Way::eager_python, written["program"], py::none(), subject);
  timed(*call, 0, 4);
  BOOST_TEST(py::len(written["count"]) == 4u);
  BOOST_TEST(arguments.fresh(py::none()).leaves.size() == 1u);
  BOOST_TEST(!arguments.fresh(py::none()).leaves[0].grad().defined());
}

BOOST_AUTO_TEST_CASE(what_a_measured_call_raises_comes_out) {
  const Written written(R"(
calls = []
def program(x):
    calls.append(1)
    if len(calls) > 3: raise ValueError('enough')
    return x
arguments = (torch.ones(3),)
)");
  const ArgumentSource arguments(written.input(), written["program"], py::none(), false);
  const auto call = make_python_call(Way::eager_python, written["program"], py::none(), {py::none(), arguments, false});
  BOOST_CHECK_EXCEPTION(timed(*call, 0, 100), py::error_already_set, [](const auto& error) {
    return std::string(error.what()).find("enough") != std::string::npos;
  });
  BOOST_TEST(py::len(written["calls"]) == 4u);
}

BOOST_AUTO_TEST_CASE(allocations_are_counted_on_all_threads_and_only_while_asked) {
  const auto four_kibibytes = [] { at::empty({1024}, at::kFloat); };
  BOOST_TEST(bytes_allocated([&] {
               four_kibibytes();
               std::thread(four_kibibytes).join();
             }) == 8192);
  four_kibibytes();
  BOOST_TEST(bytes_allocated([] {}) == 0);
}

BOOST_AUTO_TEST_CASE(tensors_in_containers_change_their_dtype) {
  const Written written("value = ({'a': torch.ones(2)}, [torch.ones(2, dtype=torch.int64)], 3)\n");
  const auto made = with_dtype(written["value"], at::kDouble);
  const Written check("def describe(v):\n    return str(v[0]['a'].dtype) + ' ' + str(v[1][0].dtype) + str(v[2])\n");
  BOOST_TEST(check["describe"](made).cast<std::string>() == "torch.float64 torch.int643");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::latency
