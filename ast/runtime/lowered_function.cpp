// Finding a function's source, lowering it, and making a function of it again.
#include "ast/runtime/lowered_function.hpp"

#include <map>
#include <memory>

#include "ast/parse/parse.hpp"
#include "ast/parse/to_python.hpp"
#include "ast/runtime/code_names.hpp"
#include "ast/runtime/runtime.hpp"
#include "ast/tree/build.hpp"
#include "ast/tree/visit.hpp"

namespace dy2stat::ast {
namespace {

// The function whose parameters stand for the cells of the one that is lowered.
constexpr const char* surroundings = "ag__surroundings";

Owned get(PyObject* object, const char* name) {
  return required(PyObject_GetAttrString(object, name));
}

std::string as_text(PyObject* text) {
  const char* bytes = PyUnicode_AsUTF8(text);
  if (!bytes) throw PythonRaised();
  return bytes;
}

struct ParsedFile {
  std::string text;
  Module module;
};

// The file as the running program has it (linecache knows sources that are in no file), parsed once while it stays so.
const Module& module_of(const std::string& file, PyObject* globals) {
  static auto& files = *new std::map<std::string, ParsedFile>;
  const auto linecache = required(PyImport_ImportModule("linecache"));
  const auto lines = required(PyObject_CallMethod(linecache.get(), "getlines", "sO", file.c_str(), globals));
  const auto nothing = required(PyUnicode_FromString(""));
  const auto text = as_text(required(PyUnicode_Join(nothing.get(), lines.get())).get());
  if (text.empty()) throw NoSource("there is no source of " + file + " to lower");
  auto& known = files[file];
  if (known.text != text) {
    // The text was decoded already: a declaration of another encoding in it means nothing any more.
    known = {text, parse(text.starts_with("\xef\xbb\xbf") ? text : "\xef\xbb\xbf" + text, {file})};
  }
  return known.module;
}

struct Found {
  const Statement* statement = nullptr;
  std::string class_name;  // of the class around, whose private names are mangled
};

int first_line(const Statement& statement) {
  const auto& decorators = as<FunctionDef>(statement)->decorator_list;
  return decorators.empty() ? statement.range.line : decorators.front()->range.line;
}

void find(const Body& body, const std::string& name, int line, const std::string& class_name, Found& found) {
  for (const auto& statement : body) {
    const auto* function = as<FunctionDef>(statement);
    if (function && function->name == name && first_line(statement) == line) found = {&statement, class_name};
    const auto* made = as<ClassDef>(statement);
    for_each_body(statement,
                  [&](const Body& inner) { find(inner, name, line, made ? made->name : class_name, found); });
  }
}

Found definition_of(PyObject* code, PyObject* globals) {
  const auto name = as_text(get(code, "co_name").get()), file = as_text(get(code, "co_filename").get());
  const auto line = static_cast<int>(PyLong_AsLong(get(code, "co_firstlineno").get()));
  if (name == "<lambda>")
    throw NoSource("a lambda (" + file + ", line " + std::to_string(line) + ") cannot be lowered");
  Found found;
  find(module_of(file, globals).body, name, line, "", found);
  if (!found.statement)
    throw NoSource("there is no function '" + name + "' in line " + std::to_string(line) + " of " + file +
                   ": the file is not what was loaded");
  return found;
}

std::vector<std::string> free_names(PyObject* code) {
  std::vector<std::string> names;
  const auto tuple = get(code, "co_freevars");
  for (Py_ssize_t k = 0; k < PyTuple_Size(tuple.get()); ++k) names.push_back(as_text(PyTuple_GetItem(tuple.get(), k)));
  return names;
}

// def ag__surroundings(ag__, CELLS…):
//     class CLASS:
//         def …
Module in_surroundings(const Found& found, const std::vector<std::string>& cells) {
  FunctionDef around;
  around.name = surroundings;
  const auto take = [&](const std::string& name) {
    Parameter parameter;
    parameter.name = name;
    around.args.all.push_back(std::move(parameter));
  };
  take(runtime_name);
  for (const auto& name : cells) take(name);
  const auto range = found.statement->range;
  if (found.class_name.empty()) {
    around.body = {*found.statement};
  } else {
    ClassDef in_class;
    in_class.name = found.class_name;
    in_class.body = {*found.statement};
    around.body = {build::statement(std::move(in_class), range)};
  }
  return {{build::statement(std::move(around), range)}};
}

// The names of the globals.
NamesTaken names_around(PyObject* globals) {
  NamesTaken names;
  PyObject *key = nullptr, *value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(globals, &at, &key, &value);)
    if (PyUnicode_Check(key)) names.insert(as_text(key));
  return names;
}

// The code of this name among the constants of another; the last, for a pass may put functions before it.
Owned code_within(PyObject* code, const std::string& name) {
  const auto constants = get(code, "co_consts");
  for (auto k = PyTuple_Size(constants.get()); k-- > 0;) {
    auto* item = PyTuple_GetItem(constants.get(), k);
    if (PyCode_Check(item) && as_text(get(item, "co_name").get()) == name) return share(item);
  }
  throw NoSource("the lowered function '" + name + "' is not in its own code");
}

Owned cells_for(PyObject* code, PyObject* function) {
  const auto old_names = free_names(get(function, "__code__").get());
  const auto old_cells = get(function, "__closure__");
  const auto names = free_names(code);
  auto cells = required(PyTuple_New(static_cast<Py_ssize_t>(names.size())));
  for (std::size_t k = 0; k < names.size(); ++k) {
    Owned cell;
    for (std::size_t old = 0; old < old_names.size(); ++old)
      if (old_names[old] == names[k]) cell = share(PyTuple_GetItem(old_cells.get(), static_cast<Py_ssize_t>(old)));
    if (names[k] == runtime_name) cell = required(PyCell_New(runtime_module().get()));
    if (!cell) throw NoSource("lowered code asks for the variable '" + names[k] + "', which the function has not");
    PyTuple_SetItem(cells.get(), static_cast<Py_ssize_t>(k), cell.release());
  }
  return cells;
}

// With the other's defaults, attributes and names.
Owned function_like(PyObject* function, PyObject* code) {
  const auto cells = cells_for(code, function);
  const auto made = required(PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyFunction_Type), "OOOOO", code,
                                                   get(function, "__globals__").get(), get(function, "__name__").get(),
                                                   get(function, "__defaults__").get(),
                                                   PyTuple_Size(cells.get()) ? cells.get() : Py_None));
  for (const char* name : {"__kwdefaults__", "__qualname__", "__module__", "__doc__", "__annotations__"})
    if (PyObject_SetAttrString(made.get(), name, get(function, name).get()) < 0) throw PythonRaised();
  if (PyDict_Update(get(made.get(), "__dict__").get(), get(function, "__dict__").get()) < 0) throw PythonRaised();
  return share(made.get());
}

}  // namespace

Owned lowered_function(PyObject* function, const PassChoice& choice) {
  if (!PyFunction_Check(function)) throw NoSource("only functions written in Python can be lowered");
  const auto code = get(function, "__code__");
  const auto found = definition_of(code.get(), get(function, "__globals__").get());
  auto module = in_surroundings(found, free_names(code.get()));
  const auto names = names_in(module);
  auto here = choice;
  here.bound_around.merge(names_around(get(function, "__globals__").get()));
  lower(module, here, python_minor());
  const auto flags = static_cast<int>(PyLong_AsLong(get(code.get(), "co_flags").get()));
  auto made = compiled(module, as_text(get(code.get(), "co_filename").get()), flags);
  const auto name = as_text(get(code.get(), "co_name").get());
  std::string prefix = std::string(surroundings) + ".<locals>." + name;
  made = code_within(made.get(), surroundings);
  if (!found.class_name.empty()) {
    made = code_within(made.get(), found.class_name);
    prefix = std::string(surroundings) + ".<locals>." + found.class_name + "." + name;
  }
  const auto qualified = as_text(get(function, "__qualname__").get());
  made = with_user_names(code_within(made.get(), name).get(), {names, prefix, qualified});
  return function_like(function, made.get());
}

Owned lowered_module_code(const std::string& source, const std::string& file_name, const PassChoice& choice) {
  auto module = parse(source, {file_name});
  const auto names = names_in(module);
  lower(module, choice, python_minor());
  return with_user_names(compiled(module, file_name).get(), {names, "", ""});
}

}  // namespace dy2stat::ast
