// Resizing, and reading of dynamic_shapes().
#include "jit_probe/search/sizes.hpp"

#include <algorithm>

namespace dy2stat::search {
namespace {

// Dimensions that a tensor's own specification names: {0: Dim, 1: None} or (Dim, None).
std::set<std::int64_t> named_dimensions(const py::object& specification) {
  std::set<std::int64_t> dims;
  if (py::isinstance<py::dict>(specification)) {
    for (auto item : py::reinterpret_borrow<py::dict>(specification))
      if (!item.second.is_none() && PyLong_Check(item.first.ptr())) dims.insert(item.first.cast<std::int64_t>());
  } else if (py::isinstance<py::sequence>(specification)) {
    std::int64_t at = 0;
    for (auto item : specification) {
      if (!item.is_none()) dims.insert(at);
      ++at;
    }
  }
  return dims;
}

// Goes through a value and its specification, which has the same structure.
void add_dynamic(const py::object& value, const py::object& specification, Path path, DynamicDimensions& dynamic) {
  if (specification.is_none()) return;
  if (is_plain_tensor(value)) {
    dynamic[path] = named_dimensions(specification);
    return;
  }
  const bool by_key = PyDict_CheckExact(value.ptr());
  if (!by_key && !py::isinstance<py::tuple>(value) && !py::isinstance<py::list>(value)) return;
  int at = 0;
  for (auto key : value) {  // of a dict its keys
    const py::object index = by_key ? py::reinterpret_borrow<py::object>(key) : py::object(py::int_(at));
    path.push_back(at++);
    if (by_key ? specification.contains(index) : at <= static_cast<int>(py::len(specification)))
      add_dynamic(value[index], specification[index], path, dynamic);
    path.pop_back();
  }
}

// The names of the positional parameters, in order.
std::vector<std::string> positional_names(const py::object& entry) {
  const py::object called = py::hasattr(entry, "forward") ? py::object(entry.attr("forward")) : entry;
  std::vector<std::string> names;
  const py::object parameters = py::module_::import("inspect").attr("signature")(called).attr("parameters");
  for (auto name : parameters) names.push_back(name.cast<std::string>());
  return names;
}

// Whether the tensors have the same sizes but for the dimensions that may vary.
bool same_sizes(const at::Tensor& left, const at::Tensor& right, const std::set<std::int64_t>* dynamic) {
  if (left.dim() != right.dim()) return false;
  for (std::int64_t dim = 0; dim < left.dim(); ++dim)
    if (left.size(dim) != right.size(dim) && !(dynamic && dynamic->contains(dim))) return false;
  return true;
}

bool fits_base(const std::vector<Part>& parts, const parity::InputSet& base, const DynamicDimensions& dynamic) {
  return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
    if (!is_plain_tensor(part.value)) return true;
    const auto counterpart = part_at(base, part.path);
    if (!counterpart || !is_plain_tensor(counterpart)) return true;
    const auto of_part = dynamic.find(part.path);
    return same_sizes(tensor_in(part.value), tensor_in(counterpart),
                      of_part == dynamic.end() ? nullptr : &of_part->second);
  });
}

}  // namespace

at::Tensor resized(const at::Tensor& tensor, std::int64_t dim, std::int64_t size) {
  const auto old = tensor.size(dim);
  if (size <= old) return tensor.detach().narrow(dim, 0, size).clone(at::MemoryFormat::Contiguous);
  auto sizes = tensor.sizes().vec();
  sizes[static_cast<std::size_t>(dim)] = size;
  if (old == 0) return at::zeros(sizes, tensor.options().requires_grad(false));
  return tensor.detach().index_select(dim, at::arange(size, at::kLong).remainder(old));
}

DynamicDimensions dynamic_dimensions(const py::object& dynamic_shapes, const py::object& entry,
                                     const parity::InputSet& example) {
  DynamicDimensions dynamic;
  if (dynamic_shapes.is_none()) return dynamic;
  try {
    const py::object shapes = dynamic_shapes();
    if (!py::isinstance<py::dict>(shapes)) {
      add_dynamic(example.positional, shapes, {0}, dynamic);
      return dynamic;
    }
    const auto names = positional_names(entry);
    for (std::size_t at = 0; at < std::min(names.size(), example.positional.size()); ++at)
      if (shapes.contains(names[at]))
        add_dynamic(example.positional[at], shapes[names[at].c_str()], {0, static_cast<int>(at)}, dynamic);
    add_dynamic(example.keywords, shapes, {1}, dynamic);
  } catch (const std::exception&) {
    // This torch does not know what it says.
  }
  return dynamic;
}

bool has_other_sizes(const parity::InputSet& arguments, const std::vector<parity::InputSet>& bases,
                     const DynamicDimensions& dynamic) {
  const auto parts = parts_of(arguments);
  return std::none_of(bases.begin(), bases.end(), [&](const auto& base) { return fits_base(parts, base, dynamic); });
}

}  // namespace dy2stat::search
