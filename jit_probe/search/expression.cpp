// Writing arguments down.
#include "jit_probe/search/expression.hpp"

#include <cmath>
#include <map>

namespace dy2stat::search {
namespace {

constexpr std::int64_t most_listed = 32;

std::string dtype_literal(const at::Tensor& tensor) {
  return py::str(py::cast(tensor).attr("dtype")).cast<std::string>();
}

// What torch.tensor makes of a list of such elements without being told.
bool is_default_dtype(c10::ScalarType dtype) {
  return dtype == at::kFloat || dtype == at::kLong || dtype == at::kBool;
}

// Elements of float32 have digits as doubles that nobody wrote: the shortest text that gives the same float32 does.
std::string single_literal(double number) {
  for (int digits = 1; std::isfinite(number) && digits <= 9; ++digits) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    if (static_cast<double>(std::strtof(text, nullptr)) == number) return float_literal(std::strtod(text, nullptr));
  }
  return float_literal(number);
}

// A number, or lists of them. `single`: floats are those of float32.
std::string list_literal(py::handle value, bool single) {
  if (PyList_Check(value.ptr())) {
    std::string text;
    for (auto item : value) text += (text.empty() ? "" : ", ") + list_literal(item, single);
    return "[" + text + "]";
  }
  const auto number = [&](double part) { return single ? single_literal(part) : float_literal(part); };
  if (PyComplex_Check(value.ptr()))
    return "complex(" + number(PyComplex_RealAsDouble(value.ptr())) + ", " +
           number(PyComplex_ImagAsDouble(value.ptr())) + ")";
  return PyFloat_Check(value.ptr()) ? number(PyFloat_AS_DOUBLE(value.ptr())) : py::repr(value).cast<std::string>();
}

bool is_single(const at::Tensor& tensor) {
  return tensor.scalar_type() != at::kDouble && tensor.scalar_type() != at::kComplexDouble;
}

std::string sizes_literal(c10::IntArrayRef sizes) {
  std::string text;
  for (const auto size : sizes) text += std::to_string(size) + ", ";
  if (sizes.size() > 1) text.resize(text.size() - 2);
  if (sizes.size() == 1) text.resize(text.size() - 1);
  return "(" + text + ")";
}

bool all_the_same(const at::Tensor& tensor) {
  const auto flat = tensor.reshape({-1});
  return flat.numel() > 0 && at::equal(flat, flat.narrow(0, 0, 1).expand({flat.numel()}).contiguous());
}

bool counts_up(const at::Tensor& tensor) {
  const auto flat = tensor.reshape({-1});
  const bool is_number = flat.is_floating_point() || at::isIntegralType(flat.scalar_type(), false);
  return is_number && at::equal(flat, at::arange(flat.numel(), flat.options()));
}

std::string listed_elements(const at::Tensor& tensor) {
  const bool narrow = tensor.scalar_type() == at::kHalf || tensor.scalar_type() == at::kBFloat16;
  const auto wide = narrow ? tensor.to(at::kFloat) : tensor;
  return list_literal(py::cast(wide.contiguous()).attr("tolist")(), is_single(tensor));
}

// A tensor of these elements and this size, contiguous.
std::string contiguous_literal(const at::Tensor& tensor) {
  const auto dtype = tensor.scalar_type();
  const auto sizes = sizes_literal(tensor.sizes());
  const auto with_dtype = [&](const std::string& call) {
    return call + (is_default_dtype(dtype) ? "" : ", dtype=" + dtype_literal(tensor)) + ")";
  };
  if (tensor.numel() == 0)
    return "torch.zeros(" + sizes + (dtype == at::kFloat ? ")" : ", dtype=" + dtype_literal(tensor) + ")");
  if (tensor.numel() > most_listed && all_the_same(tensor)) {
    const auto first = list_literal(py::cast(tensor.reshape({-1}).select(0, 0)).attr("item")(), is_single(tensor));
    return "torch.full(" + sizes + ", " + first + ", dtype=" + dtype_literal(tensor) + ")";
  }
  if (tensor.numel() > most_listed && counts_up(tensor))
    return "torch.arange(" + std::to_string(tensor.numel()) + ", dtype=" + dtype_literal(tensor) + ").reshape(" +
           sizes + ")";
  return with_dtype("torch.tensor(" + listed_elements(tensor));
}

// All that lies in the tensor's memory, in one dimension.
at::Tensor memory_of(const at::Tensor& tensor) {
  const auto count = static_cast<std::int64_t>(tensor.storage().nbytes() / tensor.element_size());
  return tensor.detach().as_strided({count}, {1}, 0);
}

bool fills_memory(const at::Tensor& tensor) {
  return tensor.is_contiguous() && tensor.storage_offset() == 0 &&
         static_cast<std::size_t>(tensor.numel()) * tensor.element_size() == tensor.storage().nbytes();
}

class Writer {
 public:
  explicit Writer(const Input& input) : input_(input) {
    for (const auto& part : parts_of(input.arguments)) {
      if (!is_plain_tensor(part.value) || tensor_in(part.value).numel() == 0) continue;
      auto& users = memories_[tensor_in(part.value).storage().unsafeGetStorageImpl()];
      ++users.count;
      users.same_object &= !users.object || part.value.is(users.object);
      if (!users.object) users.object = part.value;
    }
  }

  Expression write() {
    const auto& arguments = input_.arguments;
    auto text = sequence(arguments.positional, {0}, "(", ")");
    if (!arguments.keywords.empty() || looks_like_pair())
      text = "(" + text + ", " + dict(arguments.keywords, {1}) + ")";
    std::string names, values;
    for (const auto& [name, value] : bound_) {
      names += (names.empty() ? "" : ", ") + name;
      values += (values.empty() ? "" : ", ") + value;
    }
    if (!bound_.empty()) text = "(lambda " + names + ": " + text + ")(" + values + ")";
    return {text, stands_alone_};
  }

 private:
  struct Users {
    int count = 0;
    bool same_object = true;
    py::object object;
    std::string name;
  };

  // Arguments that would be taken for a pair of positional ones and keywords.
  bool looks_like_pair() const {
    const auto& positional = input_.arguments.positional;
    return positional.size() == 2 && py::isinstance<py::tuple>(positional[0]) &&
           py::isinstance<py::dict>(positional[1]);
  }

  std::string sequence(const py::object& value, const Path& path, const std::string& open, const std::string& close) {
    std::string text;
    int at = 0;
    for (auto part : value) {
      auto deeper = path;
      deeper.push_back(at++);
      text += (text.empty() ? "" : ", ") + written(py::reinterpret_borrow<py::object>(part), deeper);
    }
    return open + text + (open == "(" && at == 1 ? "," : "") + close;
  }

  std::string dict(const py::object& value, const Path& path) {
    std::string text;
    int at = 0;
    for (auto item : py::reinterpret_borrow<py::dict>(value)) {
      auto deeper = path;
      deeper.push_back(at++);
      text += (text.empty() ? "" : ", ") + py::repr(item.first).cast<std::string>() + ": " +
              written(py::reinterpret_borrow<py::object>(item.second), deeper);
    }
    return "{" + text + "}";
  }

  std::string written(const py::object& value, const Path& path) {
    if (is_plain_tensor(value)) return tensor(tensor_in(value));
    if (PyTuple_CheckExact(value.ptr())) return sequence(value, path, "(", ")");
    if (PyList_CheckExact(value.ptr())) return sequence(value, path, "[", "]");
    if (PyDict_CheckExact(value.ptr())) return dict(value, path);
    if (PyFloat_CheckExact(value.ptr())) return float_literal(PyFloat_AS_DOUBLE(value.ptr()));
    if (value.is_none() || PyBool_Check(value.ptr()) || PyLong_CheckExact(value.ptr()) ||
        PyUnicode_CheckExact(value.ptr()) || PyBytes_CheckExact(value.ptr()))
      return py::repr(value).cast<std::string>();
    const auto shown = py::repr(value).cast<std::string>();
    if (shown.starts_with("torch.") && shown.find_first_of(" (<") == std::string::npos) return shown;  // a dtype
    return from_inputs(path);
  }

  std::string from_inputs(const Path& path) {
    stands_alone_ = false;
    std::string text = "as_call(module.inputs()[" + std::to_string(input_.base) + "])[" + std::to_string(path[0]) + "]";
    for (std::size_t k = 1; k < path.size(); ++k) {
      const auto at = "[" + std::to_string(path[k]) + "]";
      text = (k == 1 && path[0] == 1) ? "list(" + text + ".values())" + at : text + at;
    }
    return text;
  }

  std::string tensor(const at::Tensor& tensor) {
    const auto literal = [&] {
      const auto grad = tensor.requires_grad() ? ".requires_grad_()" : "";
      return (fills_memory(tensor) || tensor.numel() == 0 ? contiguous_literal(tensor)
                                                          : over(contiguous_literal(memory_of(tensor)), tensor)) +
             grad;
    };
    const auto found = memories_.find(tensor.storage().unsafeGetStorageImpl());
    if (found == memories_.end() || found->second.count == 1) return literal();
    auto& users = found->second;
    if (users.name.empty()) {
      users.name = std::string(1, static_cast<char>('a' + bound_.size() % 26));
      bound_.emplace_back(users.name, users.same_object ? literal() : contiguous_literal(memory_of(tensor)));
    }
    return users.same_object ? users.name
                             : over(users.name, tensor) + (tensor.requires_grad() ? ".requires_grad_()" : "");
  }

  static std::string over(const std::string& memory, const at::Tensor& tensor) {
    return memory + ".as_strided(" + sizes_literal(tensor.sizes()) + ", " + sizes_literal(tensor.strides()) +
           (tensor.storage_offset() ? ", " + std::to_string(tensor.storage_offset()) : "") + ")";
  }

  const Input& input_;
  std::map<const c10::StorageImpl*, Users> memories_;
  std::vector<std::pair<std::string, std::string>> bound_;  // tensors with a name, and what they are
  bool stands_alone_ = true;
};

}  // namespace

std::string float_literal(double number) {
  if (std::isnan(number)) return "float(\"nan\")";
  if (std::isinf(number)) return number < 0 ? "-float(\"inf\")" : "float(\"inf\")";
  return py::repr(py::float_(number)).cast<std::string>();
}

Expression expression_of(const Input& input) {
  at::NoGradGuard no_grad;
  return Writer(input).write();
}

}  // namespace dy2stat::search
