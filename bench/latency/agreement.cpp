// Torch's own timer as a side of the rounds.
#include "bench/latency/agreement.hpp"

namespace dy2stat::latency {
namespace {

// Of nothing; so many calls of it take about a round.
constexpr double level_of_nothing = 1e-7;

py::object empty_function() {
  py::dict names;
  py::module_::import("builtins").attr("exec")("def nothing():\n    pass\n", names);
  return names["nothing"];
}

// A Timer whose statement calls `callable` with each argument by a name of its own: "callable(a0, a1, scale=a2)".
py::object timer_for(const py::object& callable, const Arguments& arguments, int threads) {
  py::dict names;
  names["callable"] = callable;
  std::string statement = "callable(";
  const auto add = [&](const std::string& before, py::handle value) {
    const auto name = "a" + std::to_string(names.size() - 1);
    names[name.c_str()] = value;
    statement += (names.size() > 2 ? ", " : "") + before + name;
  };
  for (auto value : arguments.positional) add("", value);
  for (auto item : arguments.keywords) add(py::str(item.first).cast<std::string>() + "=", item.second);
  return py::module_::import("torch.utils.benchmark")
      .attr("Timer")(py::arg("stmt") = statement + ")", py::arg("globals") = names, py::arg("num_threads") = threads);
}

}  // namespace

AgreementSides::AgreementSides(const py::object& entry, const py::object& instance, const ArgumentSource& arguments,
                               int threads)
    : arguments_(arguments.fresh(instance)),
      timer_(timer_for(entry, arguments_, threads)),
      nothing_(empty_function()),
      no_arguments_({py::tuple(), py::dict()}, nothing_, py::none(), false),
      python_(make_python_call(Way::nothing_python, nothing_, py::none(), {py::none(), no_arguments_, false})),
      cpp_(make_empty_call()) {}

Repetition AgreementSides::timer_of_torch(std::int64_t untimed, std::int64_t calls) const {
  if (untimed > 0) timer_.attr("timeit")(untimed);
  return {timer_.attr("timeit")(calls).attr("mean").cast<double>(), 0};
}

std::vector<std::pair<Way, Side>> AgreementSides::sides(double level) {
  const auto nothing = [](Callable& callable) {
    return Side{level_of_nothing, 0,
                [&callable](std::int64_t untimed, std::int64_t calls) { return timed(callable, untimed, calls); }};
  };
  return {{Way::eager_timer, {level, 0, [this](auto untimed, auto calls) { return timer_of_torch(untimed, calls); }}},
          {Way::nothing_python, nothing(*python_)},
          {Way::nothing_cpp, nothing(*cpp_)}};
}

}  // namespace dy2stat::latency
