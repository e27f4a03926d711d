// Engines by name, and what they share.
#include "capture/engines/engine.hpp"

#include <filesystem>
#include <stdexcept>

namespace dy2stat {

namespace {

// The Python module that an engine calls, where not every torch has it, and the torch that brought it.
struct Needed {
  const char *engine, *module, *since;
};
constexpr Needed needed[] = {
    {"export", "torch.export", "2.1"},
    {"dynamo", "torch._dynamo", "2.0"},
};

// Packages that only one engine needs, and where they are listed.
struct NeededPackage {
  const char *engine, *package, *use, *requirements;
};
constexpr NeededPackage needed_packages[] = {
    {"script[types]", "monkeytype", "torch.jit.script records the types of a call by it", "types.txt"},
    {"onnx", "onnxscript", "torch.onnx.export translates by it", "onnx.txt"},
    {"onnx", "onnx", "a model is made of its classes", "onnx.txt"},
    {"onnx", "onnxruntime", "it runs the model", "onnx.txt"},
};

bool is_there(const char* module) {
  return !py::module_::import("importlib.util").attr("find_spec")(module).is_none();
}

// Torch has had an exporter to ONNX for long; the one by torch.export is this folder.
bool has_new_onnx_exporter() {
  const py::object spec = py::module_::import("importlib.util").attr("find_spec")("torch.onnx");
  if (spec.is_none()) return false;
  for (const auto& folder : spec.attr("submodule_search_locations"))
    if (std::filesystem::exists(std::filesystem::path(folder.cast<std::string>()) / "_internal" / "exporter" /
                                "_onnx_program.py"))
      return true;
  return false;
}

std::string why_package_is_missing(std::string_view engine, const std::string& torch) {
  for (const auto& need : needed_packages)
    if (engine == need.engine && !is_there(need.package))
      return std::string("the package ") + need.package + " is not installed beside torch " + torch + " (" + need.use +
             "): `" + py::module_::import("sys").attr("executable").cast<std::string>() +
             " -m pip install --no-deps -r cases/requirements/" + need.requirements + "` installs it";
  return {};
}

}  // namespace

std::unique_ptr<Engine> make_engine(std::string_view name, const EngineNeeds& needs) {
  if (name == "script") return make_script_engine();
  if (name == "script[types]") return make_script_engine(true);
  if (name == "trace") return make_trace_engine();
  if (name == "freeze") return make_freeze_engine();
  if (name == "fx") return make_fx_engine();
  if (name == "export") return make_export_engine(false, needs.dynamic_shapes);
  if (name == "export[strict]") return make_export_engine(true, needs.dynamic_shapes);
  if (name == "onnx") return make_onnx_engine(needs.dynamic_shapes);
  if (name == "dynamo" || name.starts_with("dynamo[")) return make_dynamo_engine(name.substr(6), needs.dynamic_shapes);
  if (name.starts_with("py:")) {
    const auto text = needs.own_engines.find(std::string(name));
    return make_own_engine(name, text == needs.own_engines.end() ? "" : text->second);
  }
  throw std::invalid_argument("there is no engine '" + std::string(name) + "'");
}

std::string why_unavailable(std::string_view engine, const std::string& torch) {
  if (engine == "onnx" && !has_new_onnx_exporter())
    return "there is no ONNX exporter by torch.export in torch " + torch + ": it came with torch 2.5";
  if (const auto missing = why_package_is_missing(engine, torch); !missing.empty()) return missing;
  const auto family = engine.substr(0, engine.find('['));
  for (const auto& need : needed)
    if (family == need.engine && !is_there(need.module))
      return std::string("there is no ") + need.module + " in torch " + torch + ": it came with torch " + need.since;
  return {};
}

bool is_module(const py::handle& object) {
  return py::isinstance(object, py::module_::import("torch").attr("nn").attr("Module"));
}

py::tuple arguments_by_place(const py::object& entry, const py::tuple& positional, const py::dict& keywords) {
  if (keywords.empty()) return positional;
  const py::object called = is_module(entry) ? py::object(entry.attr("forward")) : entry;
  py::object bound = py::module_::import("inspect").attr("signature")(called).attr("bind")(*positional, **keywords);
  if (py::len(bound.attr("kwargs")) > 0) bound.attr("apply_defaults")();
  return py::tuple(bound.attr("args"));
}

void keep_progress_bars_from_starting_threads() {
  if (py::module_::import("importlib.util").attr("find_spec")("tqdm").is_none()) return;
  py::module_::import("tqdm").attr("tqdm").attr("monitor_interval") = 0;
}

std::string written_bytes(const std::function<void(const py::object&)>& write) {
  const py::object file = py::module_::import("io").attr("BytesIO")();
  write(file);
  return file.attr("getvalue")().cast<std::string>();
}

py::object file_of(const std::string& bytes) {
  return py::module_::import("io").attr("BytesIO")(py::bytes(bytes));
}

std::optional<ModuleMethod> module_method(const py::object& entry) {
  if (!PyMethod_Check(entry.ptr())) return std::nullopt;
  const auto module = py::reinterpret_borrow<py::object>(PyMethod_GET_SELF(entry.ptr()));
  if (!is_module(module)) return std::nullopt;
  return ModuleMethod{module, entry.attr("__name__").cast<std::string>()};
}

}  // namespace dy2stat
