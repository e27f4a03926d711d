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

// Dynamo takes no dynamic shapes with the program: sizes that may vary are marked on the tensors of each call.
constexpr const char* marking = R"(
import inspect
import torch

def varies(size):
    return size is not None and type(size) is not int and size != getattr(torch.export.Dim, "STATIC", None)

def mark(value, shapes):
    if isinstance(value, torch.Tensor):
        for dimension, size in shapes.items() if isinstance(shapes, dict) else enumerate(shapes or ()):
            if varies(size):
                torch._dynamo.maybe_mark_dynamic(value, dimension)
    elif isinstance(value, dict):
        for key, part in value.items():
            mark(part, (shapes or {}).get(key))
    elif isinstance(value, (list, tuple)):
        for part, of_part in zip(value, shapes or ()):
            mark(part, of_part)

def marking(entry, compiled, shapes):
    called = entry.forward if isinstance(entry, torch.nn.Module) else entry
    signature = inspect.signature(called)

    def call(*positional, **keywords):
        try:
            arguments = signature.bind(*positional, **keywords).arguments
        except TypeError:  # the program itself says what is wrong with the arguments
            return compiled(*positional, **keywords)
        mark(arguments if isinstance(shapes, dict) else list(arguments.values()), shapes)
        return compiled(*positional, **keywords)

    return call
)";

// Inductor compiles kernels in processes of its own, which a thread of this one talks to; a process with threads must
// not fork.
void compile_kernels_here(const std::string& backend) {
  if (backend == "inductor") py::module_::import("torch._inductor.config").attr("compile_threads") = 1;
}

class DynamoEngine final : public Engine {
 public:
  DynamoEngine(std::string_view brackets, py::object dynamic_shapes)
      : options_(dynamo_options(brackets)), dynamic_shapes_(std::move(dynamic_shapes)) {}

  // Nothing is compiled yet: the artifact's calls do that, for each frame and each kind of input.
  Artifact capture(const py::object& entry, const py::tuple&, const py::dict&) const override {
    keep_progress_bars_from_starting_threads();
    compile_kernels_here(options_.backend);
    const py::object backend = py::module_::import("torch._dynamo").attr("lookup_backend")(options_.backend);
    py::list graphs;
    const py::cpp_function keep_and_compile([graphs, backend](const py::object& graph, const py::object& inputs) {
      graphs.attr("append")(graph);
      return backend(graph, inputs);
    });
    const py::object compiled = py::module_::import("torch").attr("compile")(
        entry, py::arg("backend") = keep_and_compile, py::arg("fullgraph") = options_.fullgraph);
    const auto method = module_method(entry);
    Artifact artifact{with_marks(entry, compiled), py::none(),
                      method             ? method->module
                      : is_module(entry) ? entry
                                         : py::object(py::none())};
    artifact.product = graphs;
    return artifact;
  }

 private:
  py::object with_marks(const py::object& entry, const py::object& compiled) const {
    const py::object shapes = dynamic_shapes_.is_none() ? dynamic_shapes_ : py::object(dynamic_shapes_());
    if (shapes.is_none()) return compiled;
    py::dict names;
    py::module_::import("builtins").attr("exec")(marking, names);
    return names["marking"](entry, compiled, shapes);
  }

  DynamoOptions options_;
  py::object dynamic_shapes_;
};

}  // namespace

std::unique_ptr<Engine> make_dynamo_engine(std::string_view brackets, py::object dynamic_shapes) {
  return std::make_unique<DynamoEngine>(brackets, std::move(dynamic_shapes));
}

}  // namespace dy2stat
