// Remembers a module's state, to put it back after a capture that ran the program.
#include "capture/parity/saved_state.hpp"

#include <optional>

#include "capture/parity/instance.hpp"

namespace dy2stat::parity {
namespace {

bool is_tensor(const py::object& value) {
  return THPVariable_Check(value.ptr());
}

// None if it cannot be copied.
std::optional<py::object> copy_of(const py::object& value) {
  if (is_tensor(value)) {
    const auto& tensor = THPVariable_Unpack(value.ptr());
    return py::cast(tensor.detach().clone().requires_grad_(tensor.requires_grad()));
  }
  try {
    return py::module_::import("copy").attr("deepcopy")(value);
  } catch (py::error_already_set&) {
    return std::nullopt;
  }
}

bool has_contents_of(const py::object& value, const py::object& copy) {
  if (is_tensor(value) && is_tensor(copy))
    return fingerprint(THPVariable_Unpack(value.ptr())) == fingerprint(THPVariable_Unpack(copy.ptr()));
  return identical(snapshot_of(value), snapshot_of(copy));
}

void put_tensor_back(at::Tensor tensor, const at::Tensor& copy) {
  at::NoGradGuard no_grad;
  if (tensor.sizes() == copy.sizes() && tensor.scalar_type() == copy.scalar_type())
    tensor.copy_(copy);
  else
    tensor.set_data(copy.detach().clone());
  tensor.requires_grad_(copy.requires_grad());
}

// Gives `value` the contents of `copy` without making another object of it; numbers and texts never need it.
void put_back(const py::object& value, const py::object& copy) {
  if (is_tensor(value)) {
    put_tensor_back(THPVariable_Unpack(value.ptr()), THPVariable_Unpack(copy.ptr()));
  } else if (PyList_Check(value.ptr())) {
    value.attr("__setitem__")(py::slice(0, PyList_Size(value.ptr()), 1), copy);
  } else if (PyDict_Check(value.ptr()) || PyAnySet_Check(value.ptr())) {
    value.attr("clear")();
    value.attr("update")(copy);
  } else if (py::hasattr(value, "__dict__")) {
    put_back(value.attr("__dict__"), copy.attr("__dict__"));
  }
}

}  // namespace

SavedState::SavedState(const py::object& instance) {
  if (instance.is_none()) return;
  for (auto item : instance.attr("named_modules")()) {
    const std::string path = py::str(item[py::int_(0)]);
    const auto prefix = path.empty() ? path : path + ".";
    const py::object module = item[py::int_(1)];
    save("parameter", prefix, module.attr("_parameters"));
    save("buffer", prefix, module.attr("_buffers"));
    save("attribute", prefix, module.attr("__dict__"));
  }
}

void SavedState::save(const std::string& kind, const std::string& prefix, const py::dict& slots) {
  Owner owner{kind, prefix, slots, py::set(slots), {}};
  for (auto item : slots) {
    if (kind == "attribute" && (is_internal(item.first) || !is_plain(snapshot_of(item.second)))) continue;
    const auto value = py::reinterpret_borrow<py::object>(item.second);
    if (const auto copy = copy_of(value))
      owner.saved.push_back({prefix + py::str(item.first).cast<std::string>(),
                             py::reinterpret_borrow<py::object>(item.first), value, *copy});
  }
  owners_.push_back(std::move(owner));
}

void SavedState::restore(const Owner& owner, std::vector<std::string>& restored) {
  const auto note = [&](const std::string& name) { restored.push_back(owner.kind + " '" + name + "'"); };
  for (auto key : py::list(owner.slots)) {
    if (owner.keys.contains(key) || (owner.kind == "attribute" && is_internal(key))) continue;
    note(owner.prefix + py::str(key).cast<std::string>());
    owner.slots.attr("__delitem__")(key);
  }
  for (const auto& slot : owner.saved) {
    const bool stands = owner.slots.contains(slot.key) && py::object(owner.slots[slot.key]).is(slot.value);
    const bool kept = has_contents_of(slot.value, slot.copy);
    if (!kept) put_back(slot.value, slot.copy);
    if (!stands) owner.slots[slot.key] = slot.value;
    if (!kept || !stands) note(slot.name);
  }
}

std::vector<std::string> SavedState::restore() const {
  std::vector<std::string> restored;
  for (const auto& owner : owners_) restore(owner, restored);
  return restored;
}

}  // namespace dy2stat::parity
