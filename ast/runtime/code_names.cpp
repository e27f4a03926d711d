// Renaming code objects.
#include "ast/runtime/code_names.hpp"

#include <vector>

namespace dy2stat::ast {
namespace {

// Stands last among the constants of code that a pass made; nothing reads it.
constexpr const char* mark = "<made by a pass>";

std::string text_of_name(PyObject* text) {
  const char* bytes = PyUnicode_AsUTF8(text);
  if (!bytes) PyErr_Clear();  // a constant with lone surrogates is no name
  return bytes ? bytes : "";
}

std::string attribute_text(PyObject* object, const char* name) {
  return text_of_name(required(PyObject_GetAttrString(object, name)).get());
}

class CodeRenamer {
 public:
  explicit CodeRenamer(const UserNames& names) : names_(names) {}

  Owned renamed(PyObject* code, const std::string& around) {
    const auto name = attribute_text(code, "co_name");
    const bool made = is_made(name);
    const auto user_name = made ? around : name;
    const auto changes = required(PyDict_New());
    const auto put = [&](const char* key, Owned value) {
      if (PyDict_SetItemString(changes.get(), key, value.get()) < 0) throw PythonRaised();
    };
    put("co_consts", constants(code, user_name, made));
    put("co_name", required(PyUnicode_FromString(user_name.c_str())));
    if (PyObject_HasAttrString(code, "co_qualname"))
      put("co_qualname", required(PyUnicode_FromString(qualified(attribute_text(code, "co_qualname")).c_str())));
    const auto replace = required(PyObject_GetAttrString(code, "replace"));
    const auto nothing = required(PyTuple_New(0));
    return required(PyObject_Call(replace.get(), nothing.get(), changes.get()));
  }

 private:
  bool is_made(const std::string& name) const { return !name.starts_with("<") && !names_.names.contains(name); }

  // Qualified names are constants beside the code that they are for.
  Owned constants(PyObject* code, const std::string& user_name, bool made) {
    const auto old = required(PyObject_GetAttrString(code, "co_consts"));
    const auto list = required(PySequence_List(old.get()));
    for (Py_ssize_t k = 0; k < PyList_GET_SIZE(list.get()); ++k) {
      auto* item = PyList_GET_ITEM(list.get(), k);
      Owned changed;
      if (PyCode_Check(item)) changed = renamed(item, user_name);
      if (PyUnicode_Check(item) && is_qualified(text_of_name(item)))
        changed = required(PyUnicode_InternFromString(qualified(text_of_name(item)).c_str()));
      if (changed && PyList_SetItem(list.get(), k, changed.release()) < 0) throw PythonRaised();
    }
    if (made && PyList_Append(list.get(), required(PyUnicode_FromString(mark)).get()) < 0) throw PythonRaised();
    return required(PyList_AsTuple(list.get()));
  }

  bool is_qualified(const std::string& text) const {
    return text.find(".<locals>.") != std::string::npos && text.find(' ') == std::string::npos;
  }

  // "f.<locals>.if_body.<locals>.g" is "f.<locals>.g", and "f.<locals>.if_body" is "f".
  std::string qualified(std::string text) const {
    if (!names_.made_prefix.empty() && text.starts_with(names_.made_prefix))
      text = names_.user_prefix + text.substr(names_.made_prefix.size());
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
      const auto end = std::min(text.find('.', begin), text.size());
      parts.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    std::string made;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (parts[k] == "<locals>" && k + 1 < parts.size() && is_made(parts[k + 1])) {
        ++k;
        continue;
      }
      made += (made.empty() ? "" : ".") + parts[k];
    }
    return made;
  }

  const UserNames& names_;
};

}  // namespace

Owned with_user_names(PyObject* code, const UserNames& names) {
  return CodeRenamer(names).renamed(code, "<module>");
}

bool is_made_by_a_pass(PyObject* code) {
  const auto constants = required(PyObject_GetAttrString(code, "co_consts"));
  const auto count = PyTuple_Size(constants.get());
  if (count <= 0) return false;
  auto* last = PyTuple_GetItem(constants.get(), count - 1);
  return PyUnicode_Check(last) && PyUnicode_CompareWithASCIIString(last, mark) == 0;
}

}  // namespace dy2stat::ast
