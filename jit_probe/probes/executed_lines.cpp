// Listening to Python's line events.
#include "jit_probe/probes/executed_lines.hpp"

#include <unordered_map>
#include <vector>

namespace dy2stat::probes {

// The lines of one code object.
struct CodeLines {
  py::object code;  // kept, so that its address names no other
  std::string file;
  int first_line = 0;
  std::vector<int> last_input_set;  // by line from the first one; -1: none
  std::vector<std::pair<int, int>> executed;

  void add(int line, int input_set) {
    const auto index = static_cast<std::size_t>(std::max(line - first_line, 0));
    if (index >= last_input_set.size()) last_input_set.resize(index + 1, -1);
    if (std::exchange(last_input_set[index], input_set) != input_set) executed.emplace_back(line, input_set);
  }
};

struct ExecutedLines::Log {
  std::string folder;  // with a slash at its end
  int input_set = 0;
  std::unordered_map<const PyCodeObject*, std::unique_ptr<CodeLines>> codes;  // of the program

  // Null if the code is not the program's.
  CodeLines* lines_of(PyCodeObject* code) {
    const auto known = codes.find(code);
    return known == codes.end() ? begin_lines_of(code) : known->second.get();
  }

  CodeLines* begin_lines_of(PyCodeObject* code) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(code->co_filename, &size);
    if (!bytes) PyErr_Clear();
    const std::string_view file(bytes ? bytes : "", bytes ? static_cast<std::size_t>(size) : 0);
    if (!file.starts_with(folder)) return nullptr;
    auto lines = std::make_unique<CodeLines>();
    lines->code = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(code));
    lines->file = file.substr(folder.size());
    lines->first_line = code->co_firstlineno;
    return codes.emplace(code, std::move(lines)).first->second.get();
  }
};

namespace {

ExecutedLines::Log* listening = nullptr;  // of the thread that holds the GIL and traces; there is one

int on_trace_event(PyObject*, PyFrameObject* frame, int what, PyObject*) {
  if (!listening || (what != PyTrace_CALL && what != PyTrace_LINE)) return 0;
  auto* const code = PyFrame_GetCode(frame);
  if (auto* own = listening->lines_of(code)) {
    if (what == PyTrace_LINE) own->add(PyFrame_GetLineNumber(frame), listening->input_set);
  } else if (what == PyTrace_CALL) {
    static PyObject* const name = PyUnicode_InternFromString("f_trace_lines");
    if (PyObject_SetAttr(reinterpret_cast<PyObject*>(frame), name, Py_False) != 0) PyErr_Clear();
  }
  Py_DECREF(code);
  return 0;
}

py::object current_tracer() {
  return py::module_::import("sys").attr("gettrace")();
}

}  // namespace

ExecutedLines::ExecutedLines(std::string folder) : log_(std::make_unique<Log>()) {
  log_->folder = std::move(folder) + "/";
}

ExecutedLines::~ExecutedLines() {
  if (listening == log_.get()) end();
}

void ExecutedLines::begin(int input_set) {
  log_->input_set = input_set;
  other_tracer_ = current_tracer();
  listening = log_.get();
  PyEval_SetTrace(on_trace_event, nullptr);
}

void ExecutedLines::end() {
  listening = nullptr;
  if (!current_tracer().is_none()) return;  // ours is not to be seen there: the program has set one of its own
  PyEval_SetTrace(nullptr, nullptr);
  if (!other_tracer_.is_none()) py::module_::import("sys").attr("settrace")(other_tracer_);
}

LinesByFile ExecutedLines::lines() const {
  LinesByFile lines;
  for (const auto& [code, of_code] : log_->codes)
    for (const auto& [line, input_set] : of_code->executed) lines[of_code->file][line].insert(input_set);
  return lines;
}

}  // namespace dy2stat::probes
