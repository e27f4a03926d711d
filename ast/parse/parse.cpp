// Calling CPython's parser.
#include "ast/parse/parse.hpp"

#include "ast/parse/from_python.hpp"

namespace dy2stat::ast {
namespace {

int line_of(PyObject* error) {
  const Owned line(PyObject_GetAttrString(error, "lineno"));
  const long value = line && PyLong_Check(line.get()) ? PyLong_AsLong(line.get()) : 0;
  PyErr_Clear();
  return static_cast<int>(value);
}

std::string text_of(PyObject* object) {
  const Owned text(PyObject_Str(object));
  const Owned bytes(text ? PyUnicode_AsEncodedString(text.get(), "utf-8", "backslashreplace") : nullptr);
  if (!bytes) PyErr_Clear();
  return bytes ? PyBytes_AsString(bytes.get()) : "(its message cannot be shown)";
}

// What is raised becomes one of C++.
[[noreturn]] void refuse() {
  PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  const Owned own_type(type), own_value(value), own_traceback(traceback);
  const Owned name(PyObject_GetAttrString(type, "__name__"));
  throw SourceRefused(text_of(name.get()), text_of(value), line_of(value));
}

}  // namespace

int python_minor() {
  return static_cast<int>(PY_MINOR_VERSION);
}

Module parse(const std::string& source, const ParseOptions& options) {
  try {
    const auto builtins = required(PyImport_ImportModule("builtins"));
    const auto compile = required(PyObject_GetAttrString(builtins.get(), "compile"));
    const auto bytes = required(PyBytes_FromStringAndSize(source.data(), static_cast<Py_ssize_t>(source.size())));
    const int flags = PyCF_ONLY_AST | (options.type_comments ? PyCF_TYPE_COMMENTS : 0);
    const auto module = required(
        PyObject_CallFunction(compile.get(), "Ossii", bytes.get(), options.file_name.c_str(), "exec", flags, 1));
    return from_python(module.get());
  } catch (const PythonRaised&) {
    refuse();
  }
}

}  // namespace dy2stat::ast
