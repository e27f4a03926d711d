// Literals by the line of their statement.
#include "jit_probe/probes/written_literals.hpp"

#include "jit_probe/probes/literals.hpp"
#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

using LiteralsByLine = std::map<int, std::set<std::string>>;

std::string text_of_literal(const py::handle& value) {
  if (value.is_none() || PyBool_Check(value.ptr())) return py::str(value).cast<std::string>();
  if (PyFloat_Check(value.ptr())) return literal(value.cast<double>());
  if (PyUnicode_Check(value.ptr())) return literal(value.cast<std::string>());
  if (PyLong_Check(value.ptr())) return py::str(value).cast<std::string>();
  return describe(value);
}

// The lines of a statement without statements inside count as one: a capture knows only one of them.
LiteralsByLine read_literals(const std::string& file) {
  const auto ast = py::module_::import("ast");
  const py::list source = py::module_::import("linecache").attr("getlines")(file);
  const py::list nodes(ast.attr("walk")(ast.attr("parse")(py::str("").attr("join")(source))));
  const py::object constant = ast.attr("Constant"), statement = ast.attr("stmt");
  const auto lines_of = [](const py::handle& node) {
    return std::pair(node.attr("lineno").cast<int>(), node.attr("end_lineno").cast<int>());
  };
  std::map<int, std::pair<int, int>> spans;
  for (const auto& node : nodes)
    if (py::isinstance(node, statement) && !py::hasattr(node, "body"))
      for (int line = lines_of(node).first; line <= lines_of(node).second; ++line) spans[line] = lines_of(node);
  LiteralsByLine lines;
  for (const auto& node : nodes) {
    if (!py::isinstance(node, constant)) continue;
    const auto own = lines_of(node);
    const auto [first, last] = spans.contains(own.first) ? spans.at(own.first) : own;
    const auto text = text_of_literal(node.attr("value"));
    for (int line = first; line <= last; ++line) lines[line].insert({text, "-" + text});
  }
  return lines;
}

}  // namespace

const std::set<std::string>& WrittenLiterals::on(const std::string& file, int line) {
  auto found = files_.find(file);
  if (found == files_.end()) found = files_.emplace(file, read_literals(file)).first;
  return found->second[line];
}

}  // namespace dy2stat::probes
