// The Python module dy2stat.calls.
#include <dlfcn.h>

#include "bench/calls/public_names.hpp"
#include "bench/calls/recording.hpp"
#include "capture/python/headers.hpp"
#include "jit_probe/record/text_encoding.hpp"

namespace dy2stat::calls {
namespace {

constexpr auto about = R"(Records which torch APIs a program calls: when, how long, with what.

    from dy2stat import calls
    calls.start(my_code, format="csv", out_dir="output")     # calls my_code() and returns what it returns
    with calls.start(level="operator") as recording:         # or what stands in the block
        ...
    print(recording.files)
)";

constexpr auto about_start = R"(start(fn=None, args=(), kwargs={}, *, level="api", format="json", out_dir="./output",
      file_max_size="128MB", file_name_spec="timestamp", source_lines=False)

With fn: calls fn(*args, **kwargs), recorded, and returns what it returns. Without: begins a recording and returns it; it
ends with stop(), or with the block of a `with` statement. One recording at a time.

level           api: calls of public torch APIs from the program's own code; operator: what torch's dispatcher runs
format          json: nested by API; csv; trace-event: for trace viewers
out_dir         the folder of the files, made if it is not there
file_max_size   bytes, or KB, MB, GB; then the next file is begun
file_name_spec  timestamp: calls-20261130T064500.123Z-0001.json; number: calls-0001.json; program: fn's name-0001.json
source_lines    of operators too (of APIs they are always there), which costs several microseconds an operator

Raises OSError when not everything could be written.)";

// The program that stands beside this module.
std::string writer_program() {
  Dl_info info{};
  ::dladdr(reinterpret_cast<const void*>(&writer_program), &info);
  const std::string own = info.dli_fname;
  return own.substr(0, own.rfind('/') + 1) + "calls_writer";
}

class PythonRecording {
 public:
  explicit PythonRecording(const Options& options) : recording_(options, writer_program()) {}

  void stop() {
    {
      const auto summary = recording_.stop();
      summary_ = py::module_::import("json").attr("loads")(summary);
    }
    const auto failure = summary_["failure"].cast<std::string>();
    if (failure.empty()) return;
    PyErr_SetString(PyExc_OSError, failure.c_str());
    throw py::error_already_set();
  }
  // An exception of the block goes on, whatever became of the files.
  void exit(const py::object& type, const py::object&, const py::object&) {
    if (!recording_.is_under_way()) return;
    try {
      stop();
    } catch (py::error_already_set& error) {
      if (type.is_none()) throw;
      error.discard_as_unraisable("dy2stat.calls");
    }
  }
  py::object summary(const char* key) const { return summary_.is_none() ? py::object(py::none()) : summary_[key]; }

 private:
  Recording recording_;
  py::object summary_ = py::none();
};

py::object start(const py::object& function, const py::object& args, const py::object& kwargs, Options options) {
  if (!function.is_none())
    options.program = py::str(py::getattr(function, "__name__", py::str("calls"))).cast<std::string>();
  auto recording = std::make_shared<PythonRecording>(options);
  // It goes on although nobody keeps the object, and until the process ends if nobody stops it.
  static auto& under_way = *new std::shared_ptr<PythonRecording>;
  under_way = recording;
  if (function.is_none()) return py::cast(recording);
  py::object result;
  try {
    result = function(*args, **(kwargs.is_none() ? py::dict() : kwargs));
  } catch (py::error_already_set& error) {
    recording->exit(error.type(), error.value(), py::none());
    throw;
  }
  recording->stop();
  return result;
}

std::vector<std::string> api_names(const std::vector<py::object>& objects) {
  const PublicNames names;
  std::vector<std::string> found;
  for (const auto& object : objects) {
    const auto* name = names.name_of(object.ptr());
    if (!name) throw std::invalid_argument(py::repr(object).cast<std::string>() + " has no public name in torch");
    found.push_back(*name);
  }
  return found;
}

std::string api_name(const py::object& object) {
  return api_names({PyUnicode_Check(object.ptr()) ? resolve(object.cast<std::string>()) : object}).front();
}

std::vector<std::string> api_list(const py::object& object) {
  return names_below(PyUnicode_Check(object.ptr()) ? resolve(object.cast<std::string>()) : object);
}

}  // namespace

PYBIND11_MODULE(calls, module) {
  py::module_::import("torch");
  module.doc() = about;
  py::class_<PythonRecording, std::shared_ptr<PythonRecording>>(module, "Recording", "A recording of calls; see start.")
      .def("stop", &PythonRecording::stop,
           "Ends it and writes the files. Raises OSError when not all could be written.")
      .def("__enter__", [](py::object self) { return self; })
      .def("__exit__", &PythonRecording::exit)
      .def_property_readonly(
          "files", [](const PythonRecording& self) { return self.summary("files"); }, "After stop: the files' names.")
      .def_property_readonly(
          "apis", [](const PythonRecording& self) { return self.summary("apis"); },
          "After stop: {name: {calls, raised, total_ms, own_ms}}.");
  module.def(
      "start",
      [](const py::object& fn, const py::object& args, const py::object& kwargs, std::string level, std::string format,
         std::string out_dir, std::string file_max_size, std::string file_name_spec, bool source_lines) {
        return start(fn, args, kwargs,
                     {level, format, out_dir, file_max_size, file_name_spec, "calls", source_lines, ""});
      },
      about_start, py::arg("fn") = py::none(), py::arg("args") = py::tuple(), py::arg("kwargs") = py::none(),
      py::kw_only(), py::arg("level") = Options{}.level, py::arg("format") = Options{}.format,
      py::arg("out_dir") = Options{}.out_dir, py::arg("file_max_size") = Options{}.file_max_size,
      py::arg("file_name_spec") = Options{}.file_name_spec, py::arg("source_lines") = false);
  module.def("api_name", api_name, py::arg("object"),
             "The shortest public name of an object, or of what \"module:NAME\" means.");
  module.def("api_names", api_names, py::arg("objects"), "The shortest public names of several objects.");
  module.def("api_list", api_list, py::arg("object"),
             "The names of every public callable below a module or class of torch.");
}

}  // namespace dy2stat::calls
