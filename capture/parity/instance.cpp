// A module as parity sees it: parameters, buffers and plain attributes by dotted name.
#include "capture/parity/instance.hpp"

#include <algorithm>
#include <set>

namespace dy2stat::parity {
namespace {

NamedTensors listed(const py::object& instance, const char* listing) {
  NamedTensors tensors;
  if (instance.is_none() || !py::hasattr(instance, listing)) return tensors;
  for (auto item : instance.attr(listing)()) {
    const py::object tensor = item[py::int_(1)];
    tensors.emplace_back(py::str(item[py::int_(0)]), THPVariable_Unpack(tensor.ptr()));
  }
  return tensors;
}

// Script modules keep their attributes in C++.
template <typename Visit>
void attributes_of_script(py::handle module, Visit visit) {
  const auto script = module.attr("_c").cast<torch::jit::Module>();
  std::set<std::string> tensors;
  for (const auto& tensor : script.named_parameters(false)) tensors.insert(tensor.name);
  for (const auto& tensor : script.named_buffers(false)) tensors.insert(tensor.name);
  for (const auto& attribute : script.named_attributes(false))
    if (!attribute.value.isModule() && !attribute.value.isCapsule() && attribute.name != "training" &&
        !tensors.count(attribute.name))
      visit(attribute.name, torch::jit::toPyObject(attribute.value));
}

template <typename Visit>
void attributes_of_python(py::handle module, Visit visit) {
  const auto attributes = py::reinterpret_borrow<py::dict>(module.attr("__dict__"));
  for (auto item : attributes)
    if (!is_internal(item.first)) visit(py::str(item.first).cast<std::string>(), item.second);
}

}  // namespace

bool is_plain(const Snapshot& value) {
  return value.kind != Kind::other && std::all_of(value.children.begin(), value.children.end(), is_plain);
}

bool is_internal(py::handle attribute_name) {
  static const auto& internal =  // never freed: it must outlive the interpreter
      *new py::object(py::module_::import("torch").attr("nn").attr("Module")().attr("__dict__"));
  const auto name = py::str(attribute_name).cast<std::string>();
  return internal.contains(attribute_name) || (name.starts_with("__") && name.ends_with("__"));
}

NamedTensors parameters_of(const py::object& instance) {
  return listed(instance, "named_parameters");
}
NamedTensors buffers_of(const py::object& instance) {
  return listed(instance, "named_buffers");
}
NamedTensors tensors_of(const py::object& instance) {
  auto tensors = parameters_of(instance);
  auto buffers = buffers_of(instance);
  std::move(buffers.begin(), buffers.end(), std::back_inserter(tensors));
  return tensors;
}

void each_attribute(const py::object& instance,
                    const std::function<void(const std::string& name, const Snapshot& value)>& visit) {
  if (instance.is_none() || !py::hasattr(instance, "named_modules")) return;
  for (auto item : instance.attr("named_modules")()) {
    const py::object module = item[py::int_(1)];
    const std::string path = py::str(item[py::int_(0)]);
    const auto add = [&](const std::string& name, py::handle value) {
      const auto snapshot = snapshot_of(value);
      if (is_plain(snapshot)) visit(path.empty() ? name : path + "." + name, snapshot);
    };
    if (py::hasattr(module, "_c"))
      attributes_of_script(module, add);
    else
      attributes_of_python(module, add);
  }
}

State::State(const py::object& instance, std::set<std::string> left_out)
    : instance_(instance), left_out_(std::move(left_out)) {
  for (const auto& [name, tensor] : tensors()) tensors_.emplace(name, fingerprint(tensor));
  each_attribute(instance, [&](const auto& name, const auto& value) { attributes_.emplace(name, value); });
}

NamedTensors State::tensors() const {
  auto tensors = tensors_of(instance_);
  std::erase_if(tensors, [&](const auto& named) { return left_out_.contains(named.first); });
  return tensors;
}

ChangedState State::changed() const {
  ChangedState differing;
  std::set<std::string> present;
  for (const auto& [name, tensor] : tensors()) {
    present.insert(name);
    const auto before = tensors_.find(name);
    if (before == tensors_.end() || before->second != fingerprint(tensor))
      differing.emplace(name, snapshot_of(py::cast(tensor)));
  }
  each_attribute(instance_, [&](const auto& name, const auto& value) {
    present.insert(name);
    const auto before = attributes_.find(name);
    if (before == attributes_.end() || !identical(before->second, value)) differing.emplace(name, value);
  });
  Snapshot gone;
  gone.kind = Kind::other;
  gone.text = "(deleted)";
  const auto add_gone = [&](const std::string& name) {
    if (!present.count(name)) differing.emplace(name, gone);
  };
  for (const auto& [name, mark] : tensors_) add_gone(name);
  for (const auto& [name, value] : attributes_) add_gone(name);
  return differing;
}

}  // namespace dy2stat::parity
