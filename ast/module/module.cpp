// The Python module dy2stat.syntax: the tree, its scopes and the passes, for what checks them against CPython's own.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <sstream>

#include "ast/parse/parse.hpp"
#include "ast/parse/python_object.hpp"
#include "ast/parse/to_python.hpp"
#include "ast/passes/pipeline.hpp"
#include "ast/runtime/lowered_function.hpp"
#include "ast/runtime/runtime.hpp"
#include "ast/runtime/user_traceback.hpp"
#include "ast/scopes/symbols.hpp"
#include "ast/tree/to_source.hpp"

namespace dy2stat::ast {
namespace {

// Runs what makes an object; what it throws is raised.
template <class Make>
PyObject* raising(Make make) {
  try {
    return make().release();
  } catch (const PythonRaised&) {
  } catch (const SourceRefused& refused) {
    PyErr_SetString(PyExc_SyntaxError, refused.what());
  } catch (const ScopeError& refused) {
    PyErr_SetString(PyExc_SyntaxError, refused.what());
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_ValueError, error.what());
  }
  return nullptr;
}

struct Arguments {
  std::string source;
  bool type_comments;
};

Arguments arguments_from(PyObject* tuple) {
  const char* bytes = nullptr;
  Py_ssize_t size = 0;
  int type_comments = 0;
  if (!PyArg_ParseTuple(tuple, "y#|p", &bytes, &size, &type_comments)) throw PythonRaised();
  return {{bytes, static_cast<std::size_t>(size)}, type_comments != 0};
}

PyObject* printed(PyObject*, PyObject* arguments) {
  return raising([&] {
    const auto [source, type_comments] = arguments_from(arguments);
    const auto text = to_source(parse(source, {"<unknown>", type_comments}), {python_minor()});
    return required(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass"));
  });
}

Owned text(std::string_view text) {
  return required(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass"));
}

Owned words_of(const Symbol& symbol) {
  std::string words(name_of(symbol.binding));
  const std::pair<bool, const char*> flags[] = {{symbol.is_parameter, " parameter"},
                                                {symbol.is_assigned, " assigned"},
                                                {symbol.is_imported, " imported"},
                                                {symbol.is_annotated, " annotated"},
                                                {symbol.is_referenced, " referenced"},
                                                {symbol.is_declared_global, " declared_global"},
                                                {symbol.is_declared_nonlocal, " declared_nonlocal"}};
  for (const auto& [is_so, word] : flags)
    if (is_so) words += word;
  return text(words);
}

// (kind, name, line, qualified name, {name: "cell parameter …"}, [scopes within])
Owned as_python(const Scope& scope) {
  constexpr const char* kinds[] = {"module",   "function",  "lambda",          "class",      "listcomp",  "setcomp",
                                   "dictcomp", "generator", "type parameters", "type alias", "type bound"};
  const auto symbols = required(PyDict_New());
  for (const auto& [name, symbol] : scope.symbols)
    if (PyDict_SetItem(symbols.get(), text(name).get(), words_of(symbol).get()) < 0) throw PythonRaised();
  const auto children = required(PyList_New(0));
  for (const auto& child : scope.children)
    if (PyList_Append(children.get(), as_python(*child).get()) < 0) throw PythonRaised();
  return required(Py_BuildValue("sOiOOO", kinds[static_cast<int>(scope.kind)], text(scope.name).get(), scope.range.line,
                                text(scope.qualified_name).get(), symbols.get(), children.get()));
}

PyObject* scopes(PyObject*, PyObject* arguments) {
  return raising([&] {
    const auto module = parse(arguments_from(arguments).source);
    return as_python(SymbolTable(module).module());
  });
}

// A key, or several with spaces between.
std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

PyObject* lowered(PyObject*, PyObject* arguments) {
  return raising([&] {
    const char* bytes = nullptr;
    const char* only = "";
    Py_ssize_t size = 0;
    if (!PyArg_ParseTuple(arguments, "y#|s", &bytes, &size, &only)) throw PythonRaised();
    auto module = parse({bytes, static_cast<std::size_t>(size)});
    lower(module, {"", words_in(only)}, python_minor());
    return text(to_source(module, {python_minor()}));
  });
}

// The code of the tree as it was read: no pass runs.
PyObject* compiled_source(PyObject*, PyObject* arguments) {
  return raising([&] {
    const char *bytes = nullptr, *file = nullptr;
    Py_ssize_t size = 0;
    if (!PyArg_ParseTuple(arguments, "y#s", &bytes, &size, &file)) throw PythonRaised();
    return compiled(parse({bytes, static_cast<std::size_t>(size)}, {file}), file);
  });
}

PyObject* lowered_code(PyObject*, PyObject* arguments) {
  return raising([&] {
    const char *bytes = nullptr, *file = nullptr, *only = "";
    Py_ssize_t size = 0;
    if (!PyArg_ParseTuple(arguments, "y#s|s", &bytes, &size, &file, &only)) throw PythonRaised();
    return lowered_module_code({bytes, static_cast<std::size_t>(size)}, file, {"", words_in(only)});
  });
}

PyObject* lower_function(PyObject*, PyObject* arguments) {
  return raising([&] {
    PyObject* function = nullptr;
    const char* only = "";
    if (!PyArg_ParseTuple(arguments, "O|s", &function, &only)) throw PythonRaised();
    return lowered_function(function, {"", words_in(only)});
  });
}

PyObject* users_traceback(PyObject*, PyObject* exception) {
  return raising([&] {
    if (!PyExceptionInstance_Check(exception)) throw std::invalid_argument("this is no exception");
    if (!show_user_code(exception)) throw PythonRaised();
    return share(Py_None);
  });
}

PyObject* passes(PyObject*, PyObject*) {
  return raising([] {
    const auto keys = required(PyList_New(0));
    for (const auto& pass : all_passes())
      if (PyList_Append(keys.get(), text(pass.key).get()) < 0) throw PythonRaised();
    return share(keys.get());
  });
}

PyMethodDef functions[] = {
    {"printed", printed, METH_VARARGS,
     "printed(source, type_comments=False): the bytes of a file, read into a tree and printed again."},
    {"scopes", scopes, METH_VARARGS,
     "scopes(source): (kind, name, line, qualified name, {name: what it is}, [scopes within])."},
    {"lowered", lowered, METH_VARARGS,
     "lowered(source, passes=\"\"): the source after these passes (keys with spaces between), or after all."},
    {"compiled", compiled_source, METH_VARARGS, "compiled(source, file): the code of the source, by way of the tree."},
    {"lowered_code", lowered_code, METH_VARARGS,
     "lowered_code(source, file, passes=\"\"): the module's code after these passes, with the lines of the file. It is "
     "run where the global name ag__ is `runtime`."},
    {"lowered_function", lower_function, METH_VARARGS,
     "lowered_function(function, passes=\"\"): the function after these passes, with its own cells and globals."},
    {"show_user_code", users_traceback, METH_O,
     "show_user_code(exception): takes out of its traceback what lowering has put into it."},
    {"passes", passes, METH_NOARGS, "passes(): the keys of all passes, in their order."},
    {nullptr, nullptr, 0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "dy2stat.syntax",
                          "Python's syntax as dy2stat has it.",
                          -1,
                          functions,
                          nullptr,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace
}  // namespace dy2stat::ast

PyMODINIT_FUNC PyInit_syntax() {
  using namespace dy2stat::ast;
  return raising([] {
    auto module = required(PyModule_Create(&definition));
    if (PyObject_SetAttrString(module.get(), "runtime", runtime_module().get()) < 0) throw PythonRaised();
    return module;
  });
}
