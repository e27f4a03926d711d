// Listening to Python's instructions.
//
// Lines would not do: `a if c else b`, `and` and a loop of one line branch within theirs.
#include "jit_probe/search/branches.hpp"

#include <unordered_map>
#include <vector>

namespace dy2stat::search {

// A function of the program.
struct WatchedCode {
  py::object code;  // kept, so that its address names no other
  std::string name;
  std::unordered_map<int, std::string> jumps;  // offset of a conditional jump -> how a branch of it begins
  std::unordered_map<int, int> targets;        // and where it jumps to
  bool entered = false;
};

// A call under way.
struct Running {
  const PyFrameObject* frame;
  WatchedCode* code;
  int last = -1;  // offset of the instruction before
};

namespace {

// "POP_JUMP_FORWARD_IF_FALSE", "JUMP_IF_TRUE_OR_POP", "FOR_ITER"
bool is_conditional(const std::string& instruction) {
  return instruction == "FOR_ITER" ||
         (instruction.find("JUMP_") != std::string::npos && instruction.find("_IF_") != std::string::npos) ||
         instruction.starts_with("JUMP_IF_");
}

// Python's own disassembler knows the instructions of its version. One with a long argument begins with EXTENDED_ARG,
// and of the two Python may report the first alone.
void find_jumps(WatchedCode& watched) {
  int begins = -1;
  for (auto instruction : py::module_::import("dis").attr("get_instructions")(watched.code)) {
    const auto name = instruction.attr("opname").cast<std::string>();
    const int offset = instruction.attr("offset").cast<int>();
    if (begins < 0) begins = offset;
    if (name == "EXTENDED_ARG") continue;
    for (const int at : {begins, offset}) {
      if (!is_conditional(name)) continue;
      watched.jumps[at] = watched.name + " " + std::to_string(offset);
      watched.targets[at] = instruction.attr("argval").cast<int>();
    }
    begins = -1;
  }
}

}  // namespace

struct BranchWatch::Log {
  std::string folder;                                                           // with a slash at its end
  std::unordered_map<const PyCodeObject*, std::unique_ptr<WatchedCode>> codes;  // of the program
  std::vector<Running> running;
  Branches reached;
  bool listening = false;

  WatchedCode* watched(PyCodeObject* code) {
    const auto known = codes.find(code);
    if (known != codes.end()) return known->second.get();
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(code->co_filename, &size);
    if (!bytes) PyErr_Clear();
    const std::string_view file(bytes ? bytes : "", bytes ? static_cast<std::size_t>(size) : 0);
    // Code that is not the program's need not live on, and its address may come to be that of another.
    if (!file.starts_with(folder)) return nullptr;
    auto made = std::make_unique<WatchedCode>();
    made->code = py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(code));
    made->name = std::string(file.substr(folder.size())) + ":" + std::to_string(code->co_firstlineno) + " " +
                 py::str(made->code.attr("co_name")).cast<std::string>();
    find_jumps(*made);
    return codes.emplace(code, std::move(made)).first->second.get();
  }

  void enter(PyFrameObject* frame, WatchedCode* code) {
    running.push_back({frame, code});
    if (!std::exchange(code->entered, true)) reached.insert(code->name);
    const auto self = reinterpret_cast<PyObject*>(frame);
    if (PyObject_SetAttrString(self, "f_trace_opcodes", Py_True) != 0) PyErr_Clear();
    if (PyObject_SetAttrString(self, "f_trace_lines", Py_False) != 0) PyErr_Clear();
  }

  void pass(PyFrameObject* frame) {
    while (!running.empty() && running.back().frame != frame) running.pop_back();  // these were left by an exception
    if (running.empty()) return;
    auto& call = running.back();
    const py::object lasti =
        py::reinterpret_steal<py::object>(PyObject_GetAttrString(reinterpret_cast<PyObject*>(frame), "f_lasti"));
    if (!lasti) return PyErr_Clear();
    const int now = static_cast<int>(PyLong_AsLong(lasti.ptr()));
    if (const auto jump = call.code->jumps.find(call.last); jump != call.code->jumps.end())
      reached.insert(jump->second + (call.code->targets.at(call.last) == now ? " jumps" : " goes on"));
    call.last = now;
  }
};

namespace {

BranchWatch::Log* watching_branches = nullptr;  // of the thread that holds the GIL; there is one

int on_instruction(PyObject*, PyFrameObject* frame, int what, PyObject*) {
  auto* const log = watching_branches;
  if (!log) return 0;
  if (what == PyTrace_OPCODE) {
    log->pass(frame);
  } else if (what == PyTrace_CALL) {
    auto* const code = PyFrame_GetCode(frame);
    if (auto* const watched = log->watched(code))
      log->enter(frame, watched);
    else if (PyObject_SetAttrString(reinterpret_cast<PyObject*>(frame), "f_trace_lines", Py_False) != 0)
      PyErr_Clear();
    Py_DECREF(code);
  } else if (what == PyTrace_RETURN && !log->running.empty() && log->running.back().frame == frame) {
    log->running.pop_back();
  }
  return 0;
}

bool somebody_traces() {
  return !py::module_::import("sys").attr("gettrace")().is_none();
}

}  // namespace

BranchWatch::BranchWatch(std::string folder) : log_(std::make_unique<Log>()) {
  log_->folder = std::move(folder) + "/";
}

BranchWatch::~BranchWatch() {
  if (log_->listening) end();
}

void BranchWatch::begin() {
  if (somebody_traces()) return;
  log_->listening = true;
  log_->running.clear();
  watching_branches = log_.get();
  PyEval_SetTrace(on_instruction, nullptr);
}

void BranchWatch::end() {
  if (!std::exchange(log_->listening, false)) return;
  watching_branches = nullptr;
  if (!somebody_traces()) PyEval_SetTrace(nullptr, nullptr);  // else the program has set one of its own
}

Branches BranchWatch::take() {
  return std::exchange(log_->reached, {});
}

Branches BranchWatch::known() const {
  Branches known;
  for (const auto& [code, watched] : log_->codes) {
    known.insert(watched->name);
    for (const auto& [offset, jump] : watched->jumps) {
      known.insert(jump + " jumps");
      known.insert(jump + " goes on");
    }
  }
  return known;
}

}  // namespace dy2stat::search
