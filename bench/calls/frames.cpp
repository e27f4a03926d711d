// Telling frames apart by the files of their code.
#include "bench/calls/frames.hpp"

#include <unordered_map>

namespace dy2stat::calls {
namespace {

std::string folder_of(const char* module) {
  const auto file = py::module_::import(module).attr("__file__").cast<std::string>();
  return file.substr(0, file.rfind('/') + 1);
}

struct Folders {
  std::string torch = folder_of("torch"), standard_library = folder_of("os");
  std::vector<std::string> of_torch;
  Folders() {
    const auto packages = torch.substr(0, torch.size() - std::string("torch/").size());
    for (const auto* package : {"torch/", "torchgen/", "functorch/"}) of_torch.push_back(packages + package);
  }
};

const Folders& folders() {
  static const auto* found = new Folders;  // never destroyed: threads may still ask while the process ends
  return *found;
}

Owner owner_of_file(const std::string& file) {
  const auto is_below = [&](const std::string& folder) { return file.starts_with(folder); };
  if (std::ranges::any_of(folders().of_torch, is_below)) return Owner::torch;
  if (file.starts_with("<frozen")) return Owner::standard_library;
  // Packages may be installed below the standard library.
  return is_below(folders().standard_library) && file.find("-packages/") == std::string::npos ? Owner::standard_library
                                                                                              : Owner::user;
}

// What torch itself puts around functions: the override protocol around any, and what counts and profiles the steps of
// optimisers around those.
enum class Machinery { none, of_any, of_steps };

Machinery machinery_of(PyCodeObject* code, const std::string& file) {
  if (file == folders().torch + "overrides.py") return Machinery::of_any;
  const bool is_wrapper = PyUnicode_CompareWithASCIIString(code->co_name, "wrapper") == 0;
  return is_wrapper && file.starts_with(folders().torch + "optim/") ? Machinery::of_steps : Machinery::none;
}

// What is known of code objects; each is kept alive, so that its address stays its own.
struct Known {
  Owner owner;
  Machinery machinery;
  bool of_optimisers;
  NameId file = 0;
  Arena* of_arena = nullptr;
};

Known& known(PyCodeObject* code) {
  static auto& all = *new std::unordered_map<PyCodeObject*, Known>;
  const auto found = all.find(code);
  if (found != all.end()) return found->second;
  const std::string file = PyUnicode_Check(code->co_filename) ? PyUnicode_AsUTF8(code->co_filename) : "";
  Py_INCREF(code);
  return all
      .emplace(code, Known{owner_of_file(file), machinery_of(code, file), file.starts_with(folders().torch + "optim/")})
      .first->second;
}

// A walk from the innermost frame outwards that holds what it is at.
class Walk {
 public:
  Walk() : frame_(PyThreadState_GetFrame(PyThreadState_Get())) {}
  ~Walk() { Py_XDECREF(frame_); }
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;
  PyFrameObject* frame() const { return frame_; }
  PyCodeObject* code() const {
    auto* code = PyFrame_GetCode(frame_);
    Py_DECREF(code);  // the frame holds it
    return code;
  }
  void out() {
    auto* back = PyFrame_GetBack(frame_);
    Py_DECREF(frame_);
    frame_ = back;
  }

 private:
  PyFrameObject* frame_;
};

// The code that runs when `callee` is called, if it is Python's; of an object, its class's __call__.
PyCodeObject* code_of(PyObject* callee) {
  if (PyFunction_Check(callee)) return reinterpret_cast<PyCodeObject*>(PyFunction_GET_CODE(callee));
  if (!(Py_TYPE(callee)->tp_flags & Py_TPFLAGS_HEAPTYPE)) return nullptr;
  static auto* name = PyUnicode_InternFromString("__call__");
  PyObject* function = _PyType_Lookup(Py_TYPE(callee), name);
  return function && PyFunction_Check(function) ? code_of(function) : nullptr;
}

}  // namespace

Owner owner_of(PyCodeObject* code) {
  return known(code).owner;
}

bool is_installed_code(const py::handle& module) {
  const auto file = py::getattr(module, "__file__", py::none());
  const bool is_main = py::str(py::getattr(module, "__name__", py::str(""))).cast<std::string>() == "__main__";
  return PyUnicode_Check(file.ptr()) ? owner_of_file(file.cast<std::string>()) != Owner::user : !is_main;
}

Place place_of(PyFrameObject* frame, Arena& arena) {
  auto* code = PyFrame_GetCode(frame);
  auto& of_code = known(code);
  if (of_code.of_arena != &arena) {
    of_code.of_arena = &arena;
    of_code.file = arena.add_name(PyUnicode_Check(code->co_filename) ? PyUnicode_AsUTF8(code->co_filename) : "?");
  }
  Py_DECREF(code);
  return {of_code.file, static_cast<std::uint32_t>(PyFrame_GetLineNumber(frame))};
}

Place users_place(Arena& arena) {
  for (Walk walk; walk.frame(); walk.out())
    if (owner_of(walk.code()) == Owner::user) return place_of(walk.frame(), arena);
  return {};
}

PyFrameObject* users_caller(PyObject* callee) {
  Walk walk;
  auto* own_code = code_of(callee);
  const bool is_step = own_code && known(own_code).of_optimisers;
  PyCodeObject* outermost = nullptr;  // of torch's frames, those of the override protocol passed over
  for (; walk.frame() && owner_of(walk.code()) == Owner::torch; walk.out())
    if (const auto machinery = known(walk.code()).machinery;
        machinery == Machinery::none || (machinery == Machinery::of_steps && !is_step))
      outermost = walk.code();
  if (outermost && outermost != own_code) return nullptr;
  PyFrameObject* last = walk.frame();
  for (; walk.frame() && owner_of(walk.code()) == Owner::standard_library; walk.out()) last = walk.frame();
  if (!walk.frame()) return last;
  return owner_of(walk.code()) == Owner::torch ? nullptr : walk.frame();
}

}  // namespace dy2stat::calls
