// `dynamo`, `dynamo[backend=NAME]`, `dynamo[fullgraph]`: torch.compile, which captures while it is called.
#include "capture/engines/engine.hpp"

#include <stdexcept>

namespace dy2stat {
namespace {

struct DynamoOptions {
  std::string backend = "eager";
  bool fullgraph = false;
};

// Of "[backend=aot_eager][fullgraph]". Throws std::invalid_argument for anything else.
DynamoOptions dynamo_options(std::string_view brackets) {
  DynamoOptions options;
  while (!brackets.empty()) {
    const auto end = brackets.find(']');
    if (brackets.front() != '[' || end == std::string_view::npos)
      throw std::invalid_argument("dynamo" + std::string(brackets) + " is no engine");
    const auto option = brackets.substr(1, end - 1);
    if (option == "fullgraph")
      options.fullgraph = true;
    else if (option.starts_with("backend=") && option.size() > 8)
      options.backend = option.substr(8);
    else
      throw std::invalid_argument("dynamo has no option '" + std::string(option) +
                                  "'; there are backend=NAME and fullgraph");
    brackets.remove_prefix(end + 1);
  }
  return options;
}

class DynamoEngine final : public Engine {
 public:
  explicit DynamoEngine(std::string_view brackets) : options_(dynamo_options(brackets)) {}

  // Nothing is compiled yet: the artifact's calls do that, for each frame and each kind of input.
  Artifact capture(const py::object& entry, const py::tuple&, const py::dict&) const override {
    keep_progress_bars_from_starting_threads();
    const py::object backend = py::module_::import("torch._dynamo").attr("lookup_backend")(options_.backend);
    py::list graphs;
    const py::cpp_function keep_and_compile([graphs, backend](const py::object& graph, const py::object& inputs) {
      graphs.attr("append")(graph);
      return backend(graph, inputs);
    });
    const py::object compiled = py::module_::import("torch").attr("compile")(
        entry, py::arg("backend") = keep_and_compile, py::arg("fullgraph") = options_.fullgraph);
    const auto method = module_method(entry);
    Artifact artifact{compiled, py::none(),
                      method             ? method->module
                      : is_module(entry) ? entry
                                         : py::object(py::none())};
    artifact.product = graphs;
    return artifact;
  }

 private:
  DynamoOptions options_;
};

}  // namespace

std::unique_ptr<Engine> make_dynamo_engine(std::string_view brackets) {
  return std::make_unique<DynamoEngine>(brackets);
}

}  // namespace dy2stat
