// Walking through Python's syntax tree.
#include "jit_probe/probes/statements.hpp"

#include <algorithm>

namespace dy2stat::probes {
namespace {

using Words = std::set<std::string_view>;

// Their own bodies are no part of a statement.
const Words bodies{"body", "orelse", "finalbody", "handlers", "cases", "decorator_list"};
const Words defining{"FunctionDef", "AsyncFunctionDef", "ClassDef", "Import", "ImportFrom", "Global", "Nonlocal"};
const Words always_working{"If",     "For",      "While",     "With",  "Raise",      "Assert",       "AugAssign",
                           "Delete", "AsyncFor", "AsyncWith", "Match", "match_case", "ExceptHandler"};
// Expressions that do nothing but name, hold or take apart values.
const Words idle{"Name", "Constant", "Tuple", "List", "Dict", "Starred", "Attribute", "Load", "Store"};

// "Name" of an ast.Name.
std::string_view kind_of_node(const py::handle& node) {
  const std::string_view name = Py_TYPE(node.ptr())->tp_name;
  return name.substr(name.rfind('.') + 1);
}

// Calls `visit` with the name and the value of each attribute of an ast.AST: fields and places. Reading the attributes
// one by one by their names would take most of the time that a program's lines take.
template <typename Visit>
void each_attribute(const py::handle& node, const Visit& visit) {
  const auto attributes = py::reinterpret_steal<py::object>(PyObject_GenericGetDict(node.ptr(), nullptr));
  if (!attributes) throw py::error_already_set();
  PyObject *name = nullptr, *value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(attributes.ptr(), &at, &name, &value);) {
    Py_ssize_t size = 0;
    const char* const bytes = PyUnicode_AsUTF8AndSize(name, &size);
    if (!bytes) throw py::error_already_set();
    visit(std::string_view(bytes, static_cast<std::size_t>(size)), py::handle(value));
  }
}

int number_at(const py::handle& node, const char* name) {
  return py::getattr(node, name, py::int_(0)).cast<int>();
}

// "x" of a name, "self.scale" of a name's attribute, ".scale" of an attribute of another expression; the same of what
// is indexed; empty for the rest.
std::string path_of(const py::handle& node) {
  const auto kind = kind_of_node(node);
  if (kind == "Name") return node.attr("id").cast<std::string>();
  if (kind == "Subscript" || kind == "Starred") return path_of(node.attr("value"));
  if (kind != "Attribute") return {};
  const py::object owner = node.attr("value");
  const auto name = "." + node.attr("attr").cast<std::string>();
  return kind_of_node(owner) == "Name" ? path_of(owner) + name : name;
}

class StatementReader {
 public:
  explicit StatementReader(SourceListing& listing)
      : listing_(listing),
        syntax_(reinterpret_cast<PyTypeObject*>(py::module_::import("ast").attr("AST").ptr())) {}  // ast keeps it

  void read_body(const py::handle& nodes, int function, int within, const std::string& prefix) {
    for (const auto& node : nodes) read_statement(node, function, within, prefix);
  }

 private:
  void read_statement(const py::handle& node, int function, int within, const std::string& prefix) {
    const auto kind = kind_of_node(node);
    Statement read;
    read.function = function;
    read.within = within;
    bool has_body = false;
    each_attribute(node, [&](std::string_view name, const py::handle& value) {
      if (bodies.contains(name))
        has_body = true;
      else
        read_head(value, read);
    });
    // A match_case has no line of its own: its pattern has.
    read.first = number_at(
        kind == "match_case" ? py::object(node.attr("pattern")) : py::reinterpret_borrow<py::object>(node), "lineno");
    read.last = has_body ? std::max(read.first, read.last) : number_at(node, "end_lineno");
    settle_kind(kind, node, read);
    const auto index = static_cast<int>(listing_.statements.size());
    listing_.statements.push_back(std::move(read));
    if (kind == "FunctionDef" || kind == "AsyncFunctionDef") return read_function(node, function, prefix);
    if (kind == "ClassDef")
      return read_body(node.attr("body"), function, index, prefix + node.attr("name").cast<std::string>() + ".");
    for (const char* body : {"body", "handlers", "orelse", "finalbody", "cases"})
      if (has_body && py::hasattr(node, body)) read_body(node.attr(body), function, index, prefix);
  }

  void read_function(const py::handle& node, int function, const std::string& prefix) {
    auto name = prefix + node.attr("name").cast<std::string>();
    int first = number_at(node, "lineno");
    for (const auto& decorator : node.attr("decorator_list")) first = std::min(first, number_at(decorator, "lineno"));
    listing_.functions.push_back({name, first, number_at(node, "end_lineno"), function});
    read_body(node.attr("body"), static_cast<int>(listing_.functions.size()) - 1, -1, name + ".");
  }

  static void settle_kind(std::string_view kind, const py::handle& node, Statement& read) {
    const bool is_constant = kind == "Expr" && kind_of_node(node.attr("value")) == "Constant";
    const bool only_declares = kind == "AnnAssign" && node.attr("value").is_none();
    read.is_with = kind == "With" || kind == "AsyncWith";
    if (defining.contains(kind) || is_constant || only_declares)
      read.kind = Statement::Kind::definition;
    else if (always_working.contains(kind))
      read.kind = Statement::Kind::working;
    // `items.append(x)` may change what `items` names.
    if (kind != "Expr" || kind_of_node(node.attr("value")) != "Call") return;
    const py::object called = node.attr("value").attr("func");
    if (kind_of_node(called) != "Attribute") return;
    if (const auto path = path_of(called.attr("value")); !path.empty()) read.binds.insert(path);
  }

  // An expression, or a list of them.
  void read_head(const py::handle& value, Statement& read) {
    if (PyList_Check(value.ptr())) {
      for (const auto& element : value) read_head(element, read);
      return;
    }
    if (!PyType_IsSubtype(Py_TYPE(value.ptr()), syntax_)) return;
    const auto kind = kind_of_node(value);
    bool stores = false;
    each_attribute(value, [&](std::string_view name, const py::handle& attribute) {
      if (name == "ctx")
        stores = kind_of_node(attribute) != "Load";
      else if (name == "end_lineno")
        read.last = std::max(read.last, attribute.cast<int>());
      else
        read_head(attribute, read);
    });
    if (!idle.contains(kind) || (stores && kind == "Attribute")) read.kind = Statement::Kind::working;
    if (const auto path = path_of(value); !path.empty() && kind != "Starred")
      (stores ? read.binds : read.reads).insert(path);
  }

  SourceListing& listing_;
  PyTypeObject* syntax_;
};

void join_statements(Statement& into, const Statement& other) {
  into.last = std::max(into.last, other.last);
  into.kind = std::max(into.kind, other.kind);
  into.function = std::max(into.function, other.function);
  into.is_with |= other.is_with;
  into.reads.insert(other.reads.begin(), other.reads.end());
  into.binds.insert(other.binds.begin(), other.binds.end());
}

// A line is executed or not, with all that stands on it; what is outside of functions is executed when the program is
// loaded.
void settle_statements(SourceListing& listing) {
  std::vector<Statement> kept;
  std::vector<int> places;  // of each statement among those that are kept
  for (const auto& read : listing.statements) {
    if (!kept.empty() && read.first <= kept.back().last)
      join_statements(kept.back(), read);
    else
      kept.push_back(read);
    places.push_back(static_cast<int>(kept.size()) - 1);
  }
  std::vector<Statement> inside;
  std::vector<int> among_inside(kept.size(), -1);
  for (std::size_t index = 0; index < kept.size(); ++index) {
    auto& each = kept[index];
    if (each.function < 0) continue;
    const int within = each.within < 0 ? -1 : places[each.within];
    each.within = within < 0 || within == static_cast<int>(index) ? -1 : among_inside[within];
    among_inside[index] = static_cast<int>(inside.size());
    inside.push_back(std::move(each));
  }
  listing.statements = std::move(inside);
}

}  // namespace

SourceListing read_statements(const std::string& file, const py::object& text) {
  SourceListing listing{file};
  const py::object tree = py::module_::import("ast").attr("parse")(text);
  StatementReader(listing).read_body(tree.attr("body"), -1, -1, "");
  settle_statements(listing);
  return listing;
}

ProgramListing listing_of(const std::string& folder, const LinesByFile& executed, int input_sets) {
  ProgramListing listing{input_sets};
  for (const auto& [file, lines] : executed) {
    const py::object text = py::module_::import("linecache").attr("getlines")(folder + "/" + file);
    try {
      auto read = read_statements(file, py::str("").attr("join")(text));
      for (const auto& [line, sets] : lines)
        if (const int at = read.statement_at(line); at >= 0)
          read.statements[at].executed.insert(sets.begin(), sets.end());
      listing.files.push_back(std::move(read));
    } catch (py::error_already_set&) {
      continue;  // no Python
    }
  }
  return listing;
}

}  // namespace dy2stat::probes
