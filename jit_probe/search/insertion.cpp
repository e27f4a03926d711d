// Finding the place by Python's own syntax tree, which knows where each node ends.
#include "jit_probe/search/insertion.hpp"

#include "capture/python/headers.hpp"

namespace dy2stat::search {
namespace {

// Bytes before that line (from 1) and column.
long offset_of(const std::string& text, long line, long column) {
  std::size_t at = 0;
  for (long k = 1; k < line; ++k) at = text.find('\n', at) + 1;
  return static_cast<long>(at) + column;
}

// The list that the last statement of inputs() returns, or none.
py::object returned_list(const std::string& program) {
  const auto ast = py::module_::import("ast");
  const py::object tree = ast.attr("parse")(py::bytes(program));
  py::object list = py::none();
  for (auto statement : tree.attr("body")) {
    if (!py::isinstance(statement, ast.attr("FunctionDef")) || statement.attr("name").cast<std::string>() != "inputs")
      continue;
    const py::list body(statement.attr("body"));
    const py::object last = body[body.size() - 1];
    const bool returns = py::isinstance(last, ast.attr("Return")) && !last.attr("value").is_none();
    list =
        returns && py::isinstance(last.attr("value"), ast.attr("List")) ? py::object(last.attr("value")) : py::none();
  }
  return list;
}

}  // namespace

std::optional<Insertion> insertion_of_input(const std::string& program) {
  try {
    const auto list = returned_list(program);
    if (list.is_none()) return std::nullopt;
    const auto line = list.attr("end_lineno").cast<long>(), column = list.attr("end_col_offset").cast<long>();
    const long bracket = offset_of(program, line, column) - 1;
    const long line_begins = offset_of(program, line, 0);
    const auto before =
        program.substr(static_cast<std::size_t>(line_begins), static_cast<std::size_t>(bracket - line_begins));
    // A bracket alone on its line: a line of its own before that.
    if (before.find_first_not_of(' ') == std::string::npos) return Insertion{line_begins, before + "    ", ",\n"};
    const bool empty = py::len(list.attr("elts")) == 0;
    const auto last = program.find_last_not_of(" \n", static_cast<std::size_t>(bracket - 1));
    return Insertion{bracket, empty || program[last] == ',' ? "" : ", ", ""};
  } catch (const std::exception&) {
    return std::nullopt;  // Python cannot parse it, and so nobody has loaded it
  }
}

}  // namespace dy2stat::search
