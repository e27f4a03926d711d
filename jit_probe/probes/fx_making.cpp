// Constants and leaf modules of an fx graph.
#include "jit_probe/probes/fx_making.hpp"

#include <algorithm>
#include <map>

#include "jit_probe/probes/counted_constants.hpp"
#include "jit_probe/probes/fx_nodes.hpp"
#include "jit_probe/probes/literals.hpp"
#include "jit_probe/probes/python_text.hpp"
#include "jit_probe/probes/written_literals.hpp"

namespace dy2stat::probes {
namespace {

// The numbers, truth values and strings inside an argument, as `literal` writes them. None says nothing of where it
// comes from.
void add_plain_values(const py::handle& value, std::vector<std::string>& plain) {
  const auto* object = value.ptr();
  if (PyBool_Check(object))
    plain.push_back(py::str(value).cast<std::string>());
  else if (PyLong_CheckExact(object))
    plain.push_back(py::str(value).cast<std::string>());
  else if (PyFloat_CheckExact(object))
    plain.push_back(literal(value.cast<double>()));
  else if (PyUnicode_CheckExact(object))
    plain.push_back(literal(value.cast<std::string>()));
  else if (PyTuple_Check(object) || PyList_Check(object))
    for (const auto& element : py::reinterpret_borrow<py::sequence>(value)) add_plain_values(element, plain);
  else if (PyDict_Check(object))
    for (const auto& [key, element] : py::reinterpret_borrow<py::dict>(value)) add_plain_values(element, plain);
  else if (PySlice_Check(object))
    for (const char* part : {"start", "stop", "step"}) add_plain_values(value.attr(part), plain);
}

class FxConstants {
 public:
  explicit FxConstants(const std::string& folder) : folder_(folder) {}

  void visit(const FxNode& node, const py::object& graph_module) {
    if (node.op == "get_attr") return visit_attribute(node, graph_module);
    if (!node.op.starts_with("call_") && node.op != "output") return;
    int place = 0;
    for (const auto& argument : py::tuple(node.node.attr("args"))) look_at(node, std::to_string(place++), argument);
    for (const auto& [name, argument] : py::dict(node.node.attr("kwargs")))
      look_at(node, py::str(name).cast<std::string>(), argument);
  }

  Json listed() const { return constants_.listed(); }

 private:
  void visit_attribute(const FxNode& node, const py::object& graph_module) {
    if (!node.target.starts_with("_tensor_constant")) return;
    const py::object tensor = graph_module.attr(node.target.c_str());
    const auto text = THPVariable_Check(tensor.ptr()) ? literal(THPVariable_Unpack(tensor.ptr())) : describe(tensor);
    add(node, node.target, text, describe(py::type::of(tensor)));
  }

  void look_at(const FxNode& node, const std::string& argument, const py::handle& value) {
    std::vector<std::string> plain;
    add_plain_values(value, plain);
    if (plain.empty() || written_at(node, plain)) return;
    const auto name_of = [](const py::handle& other) { return py::str(other.attr("name")).cast<std::string>(); };
    add(node, argument, fx_value_text(value, name_of),
        py::str(py::type::of(value).attr("__name__")).cast<std::string>());
  }

  bool written_at(const FxNode& node, const std::vector<std::string>& plain) {
    const auto line = fx_line(node.node, folder_);
    if (!line) return false;
    const auto& written = literals_.on(folder_ + "/" + line->file, line->line);
    return std::ranges::all_of(plain, [&](const auto& text) { return written.contains(text); });
  }

  void add(const FxNode& node, const std::string& argument, const std::string& value, const std::string& type) {
    const auto line = fx_line(node.node, folder_);
    constants_.add({{"value", json_from_bytes(value)},
                    {"type", type},
                    {"operator", node.op == "output" ? "return" : node.kind},
                    {"argument", argument},
                    {"line", line ? line->file + ":" + std::to_string(line->line) : ""}});
  }

  const std::string& folder_;
  WrittenLiterals literals_;
  CountedConstants constants_;
};

}  // namespace

Json fx_constants(const py::object& graph_module, const std::string& folder) {
  FxConstants constants(folder);
  for (const auto& node : fx_nodes(graph_module)) constants.visit(node, graph_module);
  return constants.listed();
}

Json fx_leaf_modules(const py::object& graph_module) {
  std::vector<std::pair<std::string, std::string>> order;
  std::map<std::string, int> calls;
  for (const auto& node : fx_nodes(graph_module))
    if (node.op == "call_module" && ++calls[node.target] == 1) order.emplace_back(node.target, node.kind);
  Json listed = Json::array();
  for (const auto& [module, kind] : order)
    listed.push_back({{"module", module}, {"class", kind}, {"calls", calls.at(module)}});
  return listed;
}

}  // namespace dy2stat::probes
