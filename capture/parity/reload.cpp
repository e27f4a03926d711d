// Saving an archive, and observing the program that C++ alone loads from it.
#include "capture/parity/reload.hpp"

#include <sstream>
#include <stdexcept>
#include <string>

namespace dy2stat::parity {
namespace {

// c10::Error's own what() carries the C++ stack, which no reader wants.
template <typename Action>
auto without_backtrace(Action action) {
  try {
    return action();
  } catch (const c10::Error& error) {
    throw std::runtime_error(error.what_without_backtrace());
  }
}

torch::jit::Module load(std::string_view archive, const std::string& method) {
  std::istringstream stream{std::string(archive)};
  auto module = without_backtrace([&] { return torch::jit::load(stream); });
  if (!module.find_method(method)) throw std::runtime_error("the archive has no method '" + method + "'");
  return module;
}

}  // namespace

std::string archive_of(const py::object& script) {
  const py::object buffer = py::module_::import("io").attr("BytesIO")();
  py::module_::import("torch").attr("jit").attr("save")(script, buffer);
  return buffer.attr("getvalue")().cast<std::string>();
}

Subject reload(std::string_view archive, const std::string& method, const py::object& program_instance) {
  const auto module = load(archive, method);
  Subject subject;
  subject.callable = py::cpp_function([module, method](const py::args& positional, const py::kwargs& keywords) {
    auto& function = module.get_method(method).function();
    return without_backtrace([&] {
      auto stack =
          torch::jit::createStackForSchema(function.getSchema(), py::tuple(positional), keywords, module._ivalue());
      {
        const py::gil_scoped_release no_gil;
        function.run(stack);
      }
      return torch::jit::toPyObject(std::move(stack.back()));
    });
  });
  subject.instance = py::none();
  subject.program_instance = program_instance;
  if (!program_instance.is_none())
    subject.instance =
        py::module_::import("torch").attr("jit").attr("_recursive").attr("wrap_cpp_module")(py::cast(module));
  return subject;
}

}  // namespace dy2stat::parity
