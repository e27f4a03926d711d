// Reading nodes, their arguments, types and lines.
#include "jit_probe/probes/fx_nodes.hpp"

#include <algorithm>
#include <functional>
#include <sstream>

#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

std::string text_of_python(const py::handle& object) {
  return py::str(object).cast<std::string>();
}

// "aten::add.Tensor" of torch.ops.aten.add.Tensor, "higher_order::cond" of torch.ops.higher_order.cond; empty for what
// is no operator of torch.ops.
std::string torch_ops_name(const py::object& target) {
  const auto ops = py::module_::import("torch._ops");
  for (const char* kind : {"OpOverload", "OpOverloadPacket"}) {
    if (!py::isinstance(target, ops.attr(kind))) continue;
    auto name = text_of_python(target);  // "aten.add.Tensor"
    const auto dot = name.find('.');
    return dot == std::string::npos ? name : name.replace(dot, 1, "::");
  }
  if (!py::hasattr(ops, "HigherOrderOperator") || !py::isinstance(target, ops.attr("HigherOrderOperator"))) return {};
  return "higher_order::" + text_of_python(target.attr("__name__"));
}

// torch knows under which name a user finds a function that is written in C++ ("torch.relu").
std::string qualified_name(const py::object& function) {
  try {
    auto name = py::module_::import("torch.fx.node").attr("_get_qualified_name")(function).cast<std::string>();
    return name.starts_with("_operator.") ? name.substr(1) : name;
  } catch (py::error_already_set&) {
    return full_name(function);
  }
}

std::string function_name(const py::object& target) {
  const auto name = torch_ops_name(target);
  return name.empty() ? qualified_name(target) : name;
}

// What a dotted target names below the module; none if nothing is there.
py::object at_target(const py::object& module, const std::string& target) {
  py::object found = module;
  std::istringstream parts(target);
  for (std::string part; std::getline(parts, part, '.');) {
    found = py::getattr(found, part.c_str(), py::none());
    if (found.is_none()) break;
  }
  return found;
}

FxNode read_fx_node(const py::object& node, const py::object& module, const py::object& graph_module_class) {
  const py::object target = node.attr("target");
  FxNode read{node, node.attr("op").cast<std::string>(), node.attr("name").cast<std::string>(), "", "", py::none()};
  read.target = PyUnicode_Check(target.ptr()) ? target.cast<std::string>() : function_name(target);
  if (read.op == "call_function") read.kind = read.target;
  if (read.op == "call_method") read.kind = "Tensor." + read.target;
  if (read.op == "call_module") {
    const auto called = at_target(module, read.target);
    read.kind = called.is_none() ? read.target : full_name(py::type::of(called));
  }
  if (read.op == "get_attr") {
    read.kind = read.op;
    if (auto found = at_target(module, read.target); py::isinstance(found, graph_module_class)) read.subgraph = found;
  }
  return read;
}

using NameOf = std::function<std::string(const py::handle&)>;

template <typename Items>
std::string listed_values(const Items& items, const NameOf& name_of) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ", ") + fx_value_text(item, name_of);
  return text;
}

bool is_torch_word(const py::handle& value) {
  return THPDtype_Check(value.ptr()) || THPDevice_Check(value.ptr()) || THPLayout_Check(value.ptr()) ||
         THPMemoryFormat_Check(value.ptr());
}

bool is_symbolic(const py::handle& value) {
  const auto torch = py::module_::import("torch");
  for (const char* kind : {"SymInt", "SymFloat", "SymBool"})
    if (py::hasattr(torch, kind) && py::isinstance(value, torch.attr(kind))) return true;
  return false;
}

// Of a line `  File "program.py", line 7, in forward`.
std::optional<SourceLine> frame_in(const std::string& line) {
  const std::string begin = "File \"", middle = "\", line ";
  const auto file = line.find(begin), number = line.find(middle);
  if (file == std::string::npos || number == std::string::npos) return std::nullopt;
  return SourceLine{line.substr(file + begin.size(), number - file - begin.size()),
                    std::atoi(line.c_str() + number + middle.size())};
}

}  // namespace

std::vector<FxNode> fx_nodes(const py::object& graph_module) {
  const auto graph_module_class = py::module_::import("torch.fx").attr("GraphModule");
  std::vector<FxNode> nodes;
  // A copy: pybind11's iterator never ends on the list that torch 2.13 links its nodes into.
  const py::list listed(graph_module.attr("graph").attr("nodes"));
  for (const auto& node : listed)
    nodes.push_back(read_fx_node(py::reinterpret_borrow<py::object>(node), graph_module, graph_module_class));
  return nodes;
}

std::string fx_value_text(const py::handle& value, const NameOf& name_of) {
  const auto* object = value.ptr();
  static const auto& node_class =  // never freed: it must outlive the interpreter
      *new py::object(py::module_::import("torch.fx").attr("Node"));
  if (py::isinstance(value, node_class)) return name_of(value);
  if (value.is_none() || PyBool_Check(object) || PyLong_CheckExact(object) || PyFloat_CheckExact(object) ||
      PyUnicode_CheckExact(object) || PyComplex_CheckExact(object) || PyBytes_CheckExact(object) ||
      object == Py_Ellipsis)
    return py::repr(value).cast<std::string>();
  if (PyTuple_Check(object)) {
    const auto inner = listed_values(py::reinterpret_borrow<py::tuple>(value), name_of);
    return "(" + inner + (PyTuple_GET_SIZE(object) == 1 ? ",)" : ")");
  }
  if (PyList_Check(object)) return "[" + listed_values(py::reinterpret_borrow<py::list>(value), name_of) + "]";
  if (PyDict_Check(object)) {
    std::string text;
    for (const auto& [key, item] : py::reinterpret_borrow<py::dict>(value))
      text += (text.empty() ? "" : ", ") + fx_value_text(key, name_of) + ": " + fx_value_text(item, name_of);
    return "{" + text + "}";
  }
  if (PySlice_Check(object)) {
    const py::tuple parts = py::make_tuple(value.attr("start"), value.attr("stop"), value.attr("step"));
    return "slice(" + listed_values(parts, name_of) + ")";
  }
  if (is_torch_word(value) || is_symbolic(value)) return text_of_python(value);
  return describe(value);
}

std::string fx_type_text(const py::object& node) {
  const py::dict meta = py::getattr(node, "meta", py::dict());
  py::object value = py::none();
  for (const char* key : {"val", "example_value"})
    if (value.is_none() && meta.contains(key)) value = meta[key];
  if (!THPVariable_Check(value.ptr())) return {};
  std::string shape;
  for (const auto& size : py::tuple(value.attr("shape"))) shape += (shape.empty() ? "" : ", ") + text_of_python(size);
  const auto dtype = text_of_python(value.attr("dtype"));
  return dtype.substr(dtype.find('.') + 1) + "[" + shape + "]";
}

std::vector<SourceLine> fx_lines(const py::object& node, const std::string& folder) {
  const py::object stack = py::getattr(node, "stack_trace", py::none());
  if (!PyUnicode_Check(stack.ptr())) return {};
  const std::string path = folder.empty() ? "" : folder + "/";
  std::istringstream lines(stack.cast<std::string>());
  std::vector<SourceLine> own;
  bool innermost_first = false;
  for (std::string line; std::getline(lines, line);) {
    const auto frame = frame_in(line);
    if (!frame) continue;
    // The tracer calls the program. fx of torch 1.13 writes a stack upside down.
    if (frame->file.find("torch/fx/") != std::string::npos) {
      innermost_first |= !own.empty() && line.ends_with(", in trace");
      continue;
    }
    if (frame->file.starts_with(path)) own.push_back({frame->file.substr(path.size()), frame->line});
  }
  if (innermost_first) std::ranges::reverse(own);
  return own;
}

std::optional<SourceLine> fx_line(const py::object& node, const std::string& folder) {
  const auto lines = fx_lines(node, folder);
  return lines.empty() ? std::nullopt : std::optional(lines.back());
}

}  // namespace dy2stat::probes
