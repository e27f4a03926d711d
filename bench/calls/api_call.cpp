// Arguments of API calls.
#include "bench/calls/api_call.hpp"

namespace dy2stat::calls {

namespace {

std::string text_of_key(PyObject* key) {
  const char* text = PyUnicode_Check(key) ? PyUnicode_AsUTF8(key) : nullptr;
  if (!text) PyErr_Clear();
  return text ? text : "?";
}

void pack_keyword(Packer& packer, PyObject* key, PyObject* value, Arena& arena) {
  Py_INCREF(key);
  PyUnicode_InternInPlace(&key);  // so that a name is kept once, however often a program makes it anew
  packer.keyword(kept_name(key, arena, text_of_key));
  Py_DECREF(key);
  pack_python(packer, value, arena);
}

}  // namespace

void pack_arguments(Packer& packer, const Arguments& arguments, Arena& arena) {
  for (Py_ssize_t k = 0; k < arguments.count; ++k) pack_python(packer, arguments.values[k], arena);
  if (arguments.names)
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(arguments.names); ++k)
      pack_keyword(packer, PyTuple_GET_ITEM(arguments.names, k), arguments.values[arguments.count + k], arena);
  PyObject *key = nullptr, *value = nullptr;
  for (Py_ssize_t place = 0; arguments.keywords && PyDict_Next(arguments.keywords, &place, &key, &value);)
    pack_keyword(packer, key, value, arena);
}

OpenCalls& OpenCalls::of_this_thread() {
  thread_local OpenCalls open;
  return open;
}

int& sealed_depth() {
  thread_local int depth = 0;
  return depth;
}

}  // namespace dy2stat::calls
