// Calls from C++: a TorchScript function run on a stack, as a program without Python does it.
#include <sstream>
#include <vector>

#include "bench/latency/backward.hpp"
#include "bench/latency/callable.hpp"

namespace dy2stat::latency {
namespace {

// A function or method of TorchScript, and what keeps it alive.
struct Target {
  py::object keeps_alive;                    // the Python object it belongs to, or none
  std::optional<torch::jit::Module> module;  // whose method it is
  torch::jit::Function* function = nullptr;
};

class CppCall final : public Callable {
 public:
  CppCall(Way way, Target target, const Subject& subject)
      : way_(way), target_(std::move(target)), source_(subject.arguments) {
    // Where an argument is the program's own parameter, the artifact is given its own one.
    instance_ = target_.module && !subject.instance.is_none()
                    ? py::object(py::module_::import("torch.jit._recursive").attr("wrap_cpp_module")(*target_.module))
                    : subject.instance;
    if (subject.backward) backward_.emplace(parameters());
    prepared_.push_back(make());
  }

  Way way() const override { return way_; }
  bool needs_gil() const override { return false; }

  int plans() const override {
    auto& executor = torch::jit::toGraphFunction(*target_.function).get_executor();
    return executor.isOptimized() ? static_cast<int>(executor.getDebugState().execution_plans.size()) : 0;
  }

  void prepare(std::int64_t calls) override {
    if (!source_.mutated()) return;
    prepared_.clear();
    next_ = 0;
    for (std::int64_t k = 0; k < calls; ++k) prepared_.push_back(make());
  }

  void call() override {
    auto& prepared = source_.mutated() ? prepared_.at(next_++) : prepared_.front();
    stack_ = prepared.stack;
    target_.function->run(stack_);
    if (backward_) {
      results_.clear();
      add_differentiable(stack_.back(), results_);
      backward_->run(results_, prepared.leaves);
      results_.clear();
    }
    stack_.clear();
  }

 private:
  struct Prepared {
    torch::jit::Stack stack;
    std::vector<at::Tensor> leaves;
  };

  Prepared make() const {
    auto arguments = source_.fresh(instance_);
    const auto self = target_.module ? std::optional<c10::IValue>(target_.module->_ivalue()) : std::nullopt;
    const auto& schema = target_.function->getSchema();
    const torch::jit::tuple_slice positional(arguments.positional);
    const auto keywords = py::reinterpret_borrow<py::kwargs>(arguments.keywords);
    return {self ? torch::jit::createStackForSchema(schema, positional, keywords, *self)
                 : torch::jit::createStackForSchema(schema, positional, keywords, {}),
            std::move(arguments.leaves)};
  }

  std::vector<at::Tensor> parameters() const {
    std::vector<at::Tensor> parameters;
    if (!target_.module) return parameters;
    for (const auto& parameter : target_.module->named_parameters())
      if (parameter.value.requires_grad()) parameters.push_back(parameter.value);
    return parameters;
  }

  Way way_;
  Target target_;
  py::object instance_;
  const ArgumentSource& source_;
  std::optional<Backward> backward_;
  std::vector<Prepared> prepared_;
  std::size_t next_ = 0;
  torch::jit::Stack stack_;
  std::vector<at::Tensor> results_;
};

torch::jit::Function* method_of(const torch::jit::Module& module, const std::string& method) {
  const auto found = module.find_method(method);
  if (!found) throw std::runtime_error("there is no method '" + method + "' in it");
  return &found->function();
}

}  // namespace

std::unique_ptr<Callable> make_cpp_call(const py::object& script, const std::string& method, const Subject& subject) {
  Target target{script, std::nullopt, nullptr};
  if (auto module = torch::jit::as_module(script)) {
    target.function = method_of(*module, method);
    target.module = std::move(*module);
  } else if (py::isinstance<torch::jit::StrongFunctionPtr>(script)) {
    target.function = script.cast<torch::jit::StrongFunctionPtr>().function_;
  } else {
    throw std::runtime_error("it is no TorchScript that C++ could call");
  }
  return std::make_unique<CppCall>(Way::captured_cpp, std::move(target), subject);
}

std::unique_ptr<Callable> make_loaded_call(const std::string& archive, const std::string& method,
                                           const Subject& subject) {
  std::istringstream stream(archive);
  Target target{py::none(), torch::jit::load(stream), nullptr};
  target.function = method_of(*target.module, method);
  return std::make_unique<CppCall>(Way::loaded_cpp, std::move(target), subject);
}

}  // namespace dy2stat::latency
