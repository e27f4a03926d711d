// Walking through arguments and putting them together again.
#include "jit_probe/search/input.hpp"

namespace dy2stat::search {
namespace {

bool is_named_tuple(const py::object& value) {
  return py::isinstance<py::tuple>(value) && !PyTuple_CheckExact(value.ptr()) && py::hasattr(value, "_make") &&
         py::hasattr(value, "_fields");
}

bool is_sequence(const py::object& value) {
  return PyTuple_CheckExact(value.ptr()) || PyList_CheckExact(value.ptr()) || is_named_tuple(value);
}

std::string shown_key(py::handle key) {
  return py::repr(key).cast<std::string>();
}

void add_parts(const py::object& value, const Path& path, const std::string& place, std::vector<Part>& parts) {
  constexpr std::size_t deepest = 12, most = 1000;
  parts.push_back({path, place, value});
  if (path.size() > deepest || parts.size() > most) return;
  const auto go_on = [&](int at, const std::string& step, const py::object& part) {
    auto deeper = path;
    deeper.push_back(at);
    add_parts(part, deeper, place + "[" + step + "]", parts);
  };
  int at = 0;
  if (is_sequence(value))
    for (auto part : value) {
      go_on(at, std::to_string(at), py::reinterpret_borrow<py::object>(part));
      ++at;
    }
  else if (PyDict_CheckExact(value.ptr()))
    for (auto item : py::reinterpret_borrow<py::dict>(value))
      go_on(at++, shown_key(item.first), py::reinterpret_borrow<py::object>(item.second));
}

py::object rebuilt(const py::object& value, Path& path, const ChangePart& change);

// What stands in place of the part `at` of a container.
py::object rebuilt_part(py::handle part, int at, Path& path, const ChangePart& change) {
  path.push_back(at);
  auto made = rebuilt(py::reinterpret_borrow<py::object>(part), path, change);
  path.pop_back();
  return made;
}

py::object rebuilt_container(const py::object& value, Path& path, const ChangePart& change) {
  int at = 0;
  if (PyDict_CheckExact(value.ptr())) {
    py::dict made;
    for (auto item : py::reinterpret_borrow<py::dict>(value))
      made[item.first] = rebuilt_part(item.second, at++, path, change);
    return made;
  }
  py::list made;
  for (auto part : value) made.append(rebuilt_part(part, at++, path, change));
  if (PyList_CheckExact(value.ptr())) return made;
  if (is_named_tuple(value)) return py::type::of(value).attr("_make")(made);
  return py::tuple(made);
}

py::object rebuilt(const py::object& value, Path& path, const ChangePart& change) {
  if (auto made = change(path, value)) return *made;
  if (is_sequence(value) || PyDict_CheckExact(value.ptr())) return rebuilt_container(value, path, change);
  return value;
}

}  // namespace

std::vector<Part> parts_of(const parity::InputSet& arguments) {
  std::vector<Part> parts;
  int at = 0;
  for (auto argument : arguments.positional) {
    add_parts(py::reinterpret_borrow<py::object>(argument), {0, at}, "argument [" + std::to_string(at) + "]", parts);
    ++at;
  }
  at = 0;
  for (auto item : arguments.keywords)
    add_parts(py::reinterpret_borrow<py::object>(item.second), {1, at++}, "argument [" + shown_key(item.first) + "]",
              parts);
  return parts;
}

py::object part_at(const parity::InputSet& arguments, const Path& path) {
  for (auto& part : parts_of(arguments))
    if (part.path == path) return part.value;
  return {};
}

parity::InputSet with_changes(const parity::InputSet& arguments, const ChangePart& change) {
  Path path{0};
  const auto positional = rebuilt_container(arguments.positional, path, change);
  path = {1};
  return {positional, rebuilt_container(arguments.keywords, path, change)};
}

parity::InputSet with_part(const parity::InputSet& arguments, const Path& path, const py::object& value) {
  return with_changes(
      arguments, [&](const Path& at, const py::object&) { return at == path ? std::optional(value) : std::nullopt; });
}

parity::InputSet with_object(const parity::InputSet& arguments, const py::object& old, const py::object& value) {
  return with_changes(arguments, [&](const Path&, const py::object& part) {
    return part.is(old) ? std::optional(value) : std::nullopt;
  });
}

bool is_plain_tensor(const py::object& value) {
  static const auto& plain =  // never freed: it must outlive the interpreter
      *new py::object(py::module_::import("torch").attr("Tensor"));
  if (!py::type::of(value).is(plain)) return false;
  const auto& tensor = tensor_in(value);
  return tensor.layout() == at::kStrided && tensor.has_storage() && tensor.device().is_cpu() &&
         !tensor.is_quantized() && !tensor.is_conj() && !tensor.is_neg();
}

const at::Tensor& tensor_in(const py::object& value) {
  return THPVariable_Unpack(value.ptr());
}

}  // namespace dy2stat::search
