// Taking entries out of a traceback.
#include "ast/runtime/user_traceback.hpp"

#include <vector>

#include "ast/runtime/code_names.hpp"

namespace dy2stat::ast {
namespace {

struct Entry {
  Owned frame, lasti, line;
};

std::vector<Entry> entries_of(PyObject* traceback) {
  std::vector<Entry> entries;
  auto at = share(traceback);
  while (at.get() != Py_None) {
    entries.push_back({required(PyObject_GetAttrString(at.get(), "tb_frame")),
                       required(PyObject_GetAttrString(at.get(), "tb_lasti")),
                       required(PyObject_GetAttrString(at.get(), "tb_lineno"))});
    at = required(PyObject_GetAttrString(at.get(), "tb_next"));
  }
  return entries;
}

bool calls_a_made_function(const Entry& entry, const Entry& next) {
  const auto code = required(PyObject_GetAttrString(next.frame.get(), "f_code"));
  const auto back = required(PyObject_GetAttrString(next.frame.get(), "f_back"));
  return back.get() == entry.frame.get() && is_made_by_a_pass(code.get());
}

void show_in(PyObject* exception) {
  const Owned traceback(PyException_GetTraceback(exception));
  if (!traceback) return;
  const auto entries = entries_of(traceback.get());
  auto made = share(Py_None);
  bool changed = false;
  for (auto k = entries.size(); k-- > 0;) {
    if (k + 1 < entries.size() && calls_a_made_function(entries[k], entries[k + 1])) {
      changed = true;
      continue;
    }
    made = required(PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyTraceBack_Type), "OOOO", made.get(),
                                          entries[k].frame.get(), entries[k].lasti.get(), entries[k].line.get()));
  }
  if (changed && PyException_SetTraceback(exception, made.get()) < 0) throw PythonRaised();
}

}  // namespace

bool show_user_code(PyObject* exception) {
  try {
    show_in(exception);
    return true;
  } catch (const PythonRaised&) {
    return false;
  }
}

}  // namespace dy2stat::ast
