// Looking through torch's public modules.
#include "bench/calls/public_names.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace dy2stat::calls {
namespace {

bool is_private(std::string_view name) {
  return name.starts_with("_") || name.find("._") != std::string_view::npos;
}

std::string text_of(const py::handle& object) {
  return PyUnicode_Check(object.ptr()) ? object.cast<std::string>() : std::string();
}

// An attribute, or none where asking for it raises.
py::object attribute(const py::handle& object, const char* name) {
  PyObject* found = PyObject_GetAttrString(object.ptr(), name);
  if (!found) PyErr_Clear();
  return found ? py::reinterpret_steal<py::object>(found) : py::none();
}

bool names_torch(const std::string& module) {
  return module == "torch" || module.starts_with("torch.");
}

// Whether torch made the object, rather than only imported it.
bool is_of_torch(const py::object& object) {
  if (names_torch(text_of(attribute(object, "__module__")))) return true;
  if (!PyCFunction_Check(object.ptr())) return false;
  // Functions of torch's C modules: bound to a module, or to the class _VariableFunctions.
  const auto owner = attribute(object, "__self__");
  return names_torch(text_of(attribute(owner, "__module__"))) || names_torch(text_of(attribute(owner, "__name__"))) ||
         text_of(attribute(owner, "__name__")).find("_VariableFunctions") != std::string::npos;
}

bool is_class(const py::handle& object) {
  return PyType_Check(object.ptr());
}

std::size_t parts_of(const std::string& name) {
  return static_cast<std::size_t>(std::ranges::count(name, '.'));
}

bool is_better(const std::string& name, const std::string& than, const std::string& own_name) {
  const auto rank = [&](const std::string& text) {
    return std::tuple(parts_of(text), text.substr(text.rfind('.') + 1) != own_name, text.size(), text);
  };
  return rank(name) < rank(than);
}

// The imported modules by their own names, if these lead to them from `torch`.
std::vector<std::pair<std::string, py::module_>> public_modules() {
  std::vector<std::pair<std::string, py::module_>> found;
  const py::dict imported = py::module_::import("sys").attr("modules").attr("copy")();
  for (const auto& [key, value] : imported) {
    const auto name = text_of(key);
    if (!names_torch(name) || is_private(name) || !PyModule_Check(value.ptr())) continue;
    py::object reached = py::module_::import("torch");
    for (std::size_t at = 5; at < name.size() && !reached.is_none();) {
      const auto end = std::min(name.find('.', at + 1), name.size());
      reached = attribute(reached, name.substr(at + 1, end - at - 1).c_str());
      at = end;
    }
    if (reached.is(value)) found.emplace_back(name, py::reinterpret_borrow<py::module_>(value));
  }
  std::ranges::sort(found, {}, [](const auto& one) { return one.first; });
  return found;
}

}  // namespace

PublicNames::PublicNames() : modules_(public_modules()) {
  for (const auto& [name, module] : modules_) {
    const py::dict members(module.attr("__dict__").attr("copy")());
    for (const auto& [key, value] : members) {
      const auto member = text_of(key);
      const auto object = py::reinterpret_borrow<py::object>(value);
      if (member.empty() || is_private(member) || !PyCallable_Check(value.ptr()) || PyModule_Check(value.ptr()))
        continue;
      if (is_of_torch(object)) offer(name + "." + member, object, module);
    }
  }
  const auto classes = all_;
  for (const auto& named : classes)
    if (is_class(named.object)) offer_members(named.name, named.object);
  std::ranges::sort(all_, {}, &Named::name);
  places_.clear();
  for (std::size_t k = 0; k < all_.size(); ++k) places_[all_[k].object.ptr()] = k;
}

void PublicNames::offer(const std::string& name, const py::object& object, const py::object& holder) {
  const auto [found, is_new] = places_.try_emplace(object.ptr(), all_.size());
  if (is_new)
    all_.push_back({name, object, holder});
  else if (auto& known = all_[found->second]; is_better(name, known.name, text_of(attribute(object, "__name__"))))
    known = {name, object, holder};
}

// Methods stand under the class that defines them; a Tensor has those of its private bases too, and its operators.
void PublicNames::offer_members(const std::string& name, const py::object& type) {
  const bool is_tensor = name == "torch.Tensor";
  const py::list bases(is_tensor ? py::list(type.attr("__mro__")) : py::list(py::make_tuple(type)));
  for (const auto& base : bases) {
    if (base.is(py::module_::import("builtins").attr("object"))) continue;
    const py::dict members(attribute(base, "__dict__").attr("copy")());
    for (const auto& [key, value] : members) {
      const auto member = text_of(key);
      const bool is_operator = is_tensor && member.starts_with("__") && member.ends_with("__");
      if (member.empty() || (is_private(member) && !is_operator) || is_class(value) || !PyCallable_Check(value.ptr()))
        continue;
      // Only what the class gives out as it is can be known again.
      if (attribute(type, member.c_str()).is(value))
        offer(name + "." + member, py::reinterpret_borrow<py::object>(value), type);
    }
  }
}

const std::string* PublicNames::name_of(PyObject* object) const {
  const auto found = places_.find(object);
  return found == places_.end() ? nullptr : &all_[found->second].name;
}

py::object resolve(const std::string& word) {
  const auto colon = word.find(':');
  auto module = word.substr(0, colon);
  std::string rest = colon == std::string::npos ? "" : word.substr(colon + 1);
  const auto import_module = py::module_::import("importlib").attr("import_module");
  py::object object = py::none();
  while (object.is_none()) {
    try {
      object = import_module(module);
    } catch (py::error_already_set& error) {
      const auto dot = module.rfind('.');
      if (colon != std::string::npos || dot == std::string::npos || !error.matches(PyExc_ImportError))
        throw std::invalid_argument("there is no module '" + module +
                                    "'; write package.module:NAME, such as torch.optim.adam:Adam");
      rest = module.substr(dot + 1) + (rest.empty() ? "" : "." + rest);
      module.resize(dot);
    }
  }
  for (std::size_t start = 0; start < rest.size();) {
    const auto end = std::min(rest.find('.', start), rest.size());
    const auto name = rest.substr(start, end - start);
    if (!py::hasattr(object, name.c_str()))
      throw std::invalid_argument("'" + word + "': " + py::repr(object).cast<std::string>() + " has no '" + name + "'");
    object = object.attr(name.c_str());
    start = end + 1;
  }
  return object;
}

std::vector<std::string> names_below(const py::object& object) {
  const PublicNames names;
  std::string prefix;
  for (const auto& [name, module] : names.modules())
    if (module.is(object)) prefix = name;
  if (const auto* name = names.name_of(object.ptr()); name && is_class(object)) prefix = *name;
  if (prefix.empty())
    throw std::invalid_argument(py::repr(object).cast<std::string>() + " is no public module or class of torch");
  std::set<std::string> below;
  for (const auto& named : names.all())
    if (named.name.starts_with(prefix + ".")) below.insert(named.name);
  return {below.begin(), below.end()};
}

}  // namespace dy2stat::calls
