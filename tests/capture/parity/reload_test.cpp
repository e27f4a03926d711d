// Archives loaded by C++ alone live as their programs did.
#include "tests/capture/parity/programs.hpp"

#include "capture/parity/reload.hpp"

namespace dy2stat::parity::test {

namespace {

// Defines what `source` defines, where TorchScript finds the source of functions.
py::dict run_saved(const std::string& source) {
  py::dict names = run_python("import linecache\n");
  names["source"] = source;
  py::module_::import("builtins")
      .attr("exec")(R"(
linecache.cache['saved_program.py'] = (len(source), None, source.splitlines(True), 'saved_program.py')
exec(compile(source, 'saved_program.py', 'exec'))
)",
                    names);
  return names;
}

Comparison compare_reloaded(const py::dict& names) {
  const py::object eager = names["eager"];
  const bool is_module = py::isinstance(eager, py::module_::import("torch").attr("nn").attr("Module"));
  const py::object instance = is_module ? eager : py::object(py::none());
  const auto subject = reload(archive_of(names["made"]), "forward", instance);
  const auto reloaded = observe(subject, inputs_in(names), {});
  return compare(*observe_name(names, "eager"), *reloaded);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reload_test)

BOOST_AUTO_TEST_CASE(a_function_lives_on_in_its_archive) {
  check(compare_reloaded(run_saved(R"(
def eager(x, n: int):
    for i in range(n): x = x * 2
    return x
made = torch.jit.script(eager)
inputs = [(torch.ones(2), 3), (torch.ones(1), 0)]
)")),
        {});
}

BOOST_AUTO_TEST_CASE(a_module_lives_on_with_its_state_gradients_and_aliasing) {
  const auto comparison = compare_reloaded(run_saved(R"(
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.calls = 0
    def forward(self, x):
        self.calls += 1
        return self.norm(x) * self.calls, self.norm.weight, x
eager = Net()
made = torch.jit.script(eager)
inputs = [(torch.tensor([[1.0, 2.0], [3.0, 5.0]]),), (eager.norm.weight.detach().expand(2, 2),)]
)"));
  // A Parameter comes back as a Tensor that requires gradients.
  check(comparison, {},
        {"structure: input set 0 -> round 0 -> result -> [1]", "structure: input set 1 -> round 0 -> result -> [1]"});
  BOOST_TEST(comparison.not_checked.empty());
}

BOOST_AUTO_TEST_CASE(defaults_that_the_archive_lost_make_a_call_raise) {
  const auto comparison = compare_reloaded(run_saved(R"(
def eager(x, power: int = 2): return x ** power
made = torch.jit.script(eager)
inputs = [(torch.ones(2),), (torch.ones(2), 3)]
)"));
  check(comparison, {});
  BOOST_TEST(comparison.raised_where_eager_did_not == 3);
  BOOST_TEST(comparison.first_raise->type == "RuntimeError");
  BOOST_TEST(comparison.first_raise->message.find("missing value for argument 'power'") != std::string::npos);
  BOOST_TEST(comparison.first_raise->message.find("Exception raised from") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_no_archive_is_refused_with_torchs_message) {
  BOOST_CHECK_EXCEPTION(reload("no archive", "forward", py::none()), std::runtime_error,
                        [](const std::runtime_error& error) {
                          const std::string message = error.what();
                          return message.find("PytorchStreamReader") != std::string::npos &&
                                 message.find("Exception raised from") == std::string::npos;
                        });
}

BOOST_AUTO_TEST_CASE(an_archive_without_forward_is_refused) {
  const auto names = run_saved(R"(
class Net(nn.Module):
    @torch.jit.export
    def other(self, x): return x
made = torch.jit.script(Net())
)");
  BOOST_CHECK_EXCEPTION(reload(archive_of(names["made"]), "forward", py::none()), std::runtime_error,
                        [](const std::runtime_error& error) {
                          return std::string(error.what()) == "the archive has no method 'forward'";
                        });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::parity::test
