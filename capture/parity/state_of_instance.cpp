// The state of a module: its parameters, buffers and plain attributes.
#include "capture/parity/state_of_instance.hpp"

#include <algorithm>

namespace dy2stat::parity {
namespace {

bool is_plain(const Snapshot& snapshot) {
  return snapshot.kind != Kind::other && std::all_of(snapshot.children.begin(), snapshot.children.end(), is_plain);
}

void add_attributes(const std::string& prefix, py::handle module, std::map<std::string, Snapshot>& state) {
  const auto add = [&](const std::string& name, py::handle value) {
    auto snapshot = snapshot_of(value);
    if (is_plain(snapshot)) state.emplace(prefix + name, std::move(snapshot));
  };
  if (py::hasattr(module, "_c")) {  // a script module keeps its attributes in C++
    const auto script = module.attr("_c").cast<torch::jit::Module>();
    for (const auto& attribute : script.named_attributes(false))
      if (!attribute.value.isModule() && !attribute.value.isObject() && attribute.name != "training")
        add(attribute.name, torch::jit::toPyObject(attribute.value));
    return;
  }
  static const auto& internal =  // never freed: it must outlive the interpreter
      *new py::object(py::module_::import("torch").attr("nn").attr("Module")().attr("__dict__"));
  const auto attributes = py::reinterpret_borrow<py::dict>(module.attr("__dict__"));
  for (auto item : attributes)
    if (!internal.contains(item.first)) add(py::str(item.first), item.second);
}

}  // namespace

std::map<std::string, Snapshot> state_of_instance(const py::object& instance) {
  std::map<std::string, Snapshot> state;
  if (instance.is_none() || !py::hasattr(instance, "named_modules")) return state;
  for (const char* listing : {"named_parameters", "named_buffers"})
    for (auto item : instance.attr(listing)())
      state.emplace(py::str(item[py::int_(0)]), snapshot_of(py::object(item[py::int_(1)])));
  for (auto item : instance.attr("named_modules")()) {
    const std::string name = py::str(item[py::int_(0)]);
    add_attributes(name.empty() ? "" : name + ".", py::object(item[py::int_(1)]), state);
  }
  return state;
}

}  // namespace dy2stat::parity
