// `py:FILE:FUNCTION`: a Python function that somebody brings, which takes entry and example and returns a callable.
#include <filesystem>

#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

[[noreturn]] void raise_type_error(const std::string& message) {
  PyErr_SetString(PyExc_TypeError, message.c_str());
  throw py::error_already_set();
}

std::string class_of(const py::handle& object) {
  return py::type::of(object).attr("__qualname__").cast<std::string>();
}

class OwnEngine final : public Engine {
 public:
  OwnEngine(std::string_view name, std::string text) : text_(std::move(text)) {
    const auto colon = name.rfind(':');
    file_ = name.substr(3, colon - 3);
    function_ = name.substr(colon + 1);
  }

  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    const py::object made = load()(entry, py::make_tuple(positional, keywords));
    Artifact artifact{made, py::none(), py::none()};
    const bool is_pair = py::isinstance<py::tuple>(made) && py::len(made) == 2;
    if (is_pair) {
      artifact.callable = made[py::int_(0)];
      artifact.product = made[py::int_(1)];
    }
    const bool has_text = artifact.product.is_none() || py::isinstance<py::str>(artifact.product);
    if (!PyCallable_Check(artifact.callable.ptr()) || !has_text)
      raise_type_error(file_ + ": " + function_ + "() returned " + what_came(artifact, made, is_pair) +
                       "; it must return a callable, or a pair of a callable and a text");
    artifact.instance = instance_of(artifact.callable, entry);
    return artifact;
  }

 private:
  static std::string what_came(const Artifact& artifact, const py::object& made, bool is_pair) {
    if (!is_pair) return "an object of class " + class_of(made);
    return "a pair of classes " + class_of(artifact.callable) + " and " + class_of(artifact.product);
  }

  // The module whose state and parameters the callable has: itself, the one that it is a method of, the one that
  // torch.compile wrapped, or, of any other callable, the program's.
  static py::object instance_of(const py::object& callable, const py::object& entry) {
    if (py::hasattr(callable, "_orig_mod")) return callable.attr("_orig_mod");
    for (const auto& object : {callable, entry}) {
      if (is_module(object)) return object;
      if (const auto method = module_method(object)) return method->module;
    }
    return py::none();
  }

  // The function, out of a module made of the text anew. Python knows the text's lines, for tracebacks and for engines
  // that compile source, by a path below the current folder, as which errors then show FILE.
  py::object load() const {
    auto path = std::filesystem::path(file_).is_absolute() ? std::filesystem::path(file_).filename().string() : file_;
    path = (std::filesystem::current_path() / path).string();
    const py::bytes text(text_);
    const py::object lines = py::str(text.attr("decode")("utf-8", "replace")).attr("splitlines")(true);
    py::module_::import("linecache").attr("cache")[py::str(path)] =
        py::make_tuple(text_.size(), py::none(), lines, path);
    const auto builtins = py::module_::import("builtins");
    const py::object code = builtins.attr("compile")(text, path, "exec");
    const char* const name = "dy2stat_own_engine";
    const py::object module = py::module_::import("types").attr("ModuleType")(name);
    module.attr("__file__") = path;
    py::module_::import("sys").attr("modules")[name] = module;
    builtins.attr("exec")(code, module.attr("__dict__"));
    const py::object function = py::getattr(module, function_.c_str(), py::none());
    if (!PyCallable_Check(function.ptr())) raise_type_error(file_ + " defines no function '" + function_ + "'");
    return function;
  }

  std::string file_, function_, text_;
};

}  // namespace

std::unique_ptr<Engine> make_own_engine(std::string_view name, std::string text) {
  return std::make_unique<OwnEngine>(name, std::move(text));
}

}  // namespace dy2stat
