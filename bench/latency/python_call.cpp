// Calls from Python: what the interpreter does for `callable(*arguments)`, without the bytecode around it.
#include <vector>

#include "bench/latency/backward.hpp"
#include "bench/latency/callable.hpp"
#include "capture/parity/instance.hpp"

namespace dy2stat::latency {
namespace {

// One call's arguments as vectorcall takes them.
struct Vector {
  explicit Vector(Arguments made) : arguments(std::move(made)) {
    for (auto value : arguments.positional) values.push_back(value.ptr());
    for (auto item : arguments.keywords) values.push_back(item.second.ptr());
  }

  Arguments arguments;  // owns what `values` point to
  std::vector<PyObject*> values;
};

std::vector<at::Tensor> differentiable_parameters(const py::object& instance) {
  std::vector<at::Tensor> parameters;
  for (const auto& [name, tensor] : parity::parameters_of(instance))
    if (tensor.requires_grad()) parameters.push_back(tensor);
  return parameters;
}

class PythonCall final : public Callable {
 public:
  PythonCall(Way way, const py::object& callable, const py::object& instance, const Subject& subject)
      : way_(way), callable_(callable), instance_(instance), source_(subject.arguments) {
    if (subject.backward) backward_.emplace(differentiable_parameters(instance));
    vectors_.emplace_back(source_.fresh(instance_));
    positional_ = vectors_.front().arguments.positional.size();
    if (vectors_.front().arguments.keywords.size() > 0) names_ = py::tuple(vectors_.front().arguments.keywords);
  }

  Way way() const override { return way_; }
  bool needs_gil() const override { return true; }

  void prepare(std::int64_t calls) override {
    if (!source_.mutated()) return;
    vectors_.clear();
    next_ = 0;
    for (std::int64_t k = 0; k < calls; ++k) vectors_.emplace_back(source_.fresh(instance_));
  }

  void call() override {
    auto& vector = source_.mutated() ? vectors_.at(next_++) : vectors_.front();
    PyObject* made = PyObject_Vectorcall(callable_.ptr(), vector.values.data(), positional_, names_.ptr());
    if (!made) throw py::error_already_set();
    if (backward_) take_gradients(made, vector.arguments.leaves);
    Py_DECREF(made);
  }

 private:
  void take_gradients(PyObject* result, const std::vector<at::Tensor>& leaves) {
    results_.clear();
    add_differentiable(py::handle(result), results_);
    const py::gil_scoped_release no_gil;
    backward_->run(results_, leaves);
  }

  Way way_;
  py::object callable_, instance_;
  const ArgumentSource& source_;
  std::optional<Backward> backward_;
  std::vector<Vector> vectors_;
  std::size_t positional_ = 0, next_ = 0;
  py::object names_;  // null: no keyword arguments
  std::vector<at::Tensor> results_;
};

}  // namespace

std::unique_ptr<Callable> make_python_call(Way way, const py::object& callable, const py::object& instance,
                                           const Subject& subject) {
  return std::make_unique<PythonCall>(way, callable, instance, subject);
}

}  // namespace dy2stat::latency
