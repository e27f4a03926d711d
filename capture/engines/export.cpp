// `export` and `export[strict]`: torch.export.export, by running the program on fake tensors or through dynamo.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

// Export takes modules alone. While this lives, `module` has another callable as its forward.
class WithForward {
 public:
  WithForward(py::object module, const py::object& forward) : module_(std::move(module)) {
    module_.attr("forward") = forward;
  }
  ~WithForward() {
    if (PyObject_DelAttrString(module_.ptr(), "forward") != 0) PyErr_Clear();  // the program has removed it itself
  }
  WithForward(const WithForward&) = delete;
  WithForward& operator=(const WithForward&) = delete;

 private:
  py::object module_;
};

class ExportEngine final : public Engine {
 public:
  ExportEngine(bool strict, py::object dynamic_shapes) : strict_(strict), dynamic_shapes_(std::move(dynamic_shapes)) {}

  Artifact capture(const py::object& entry, const py::tuple& positional, const py::dict& keywords) const override {
    const auto method = module_method(entry);
    const bool needs_module = !is_module(entry) && !(method && method->name == "forward");
    const py::object module = method             ? method->module
                              : is_module(entry) ? entry
                                                 : py::module_::import("torch.nn").attr("Module")();
    std::optional<WithForward> with_forward;
    if (needs_module) with_forward.emplace(module, entry);
    keep_progress_bars_from_starting_threads();
    py::dict options(py::arg("strict") = strict_);
    if (!dynamic_shapes_.is_none()) options["dynamic_shapes"] = dynamic_shapes_();
    const py::object exported =
        py::module_::import("torch.export").attr("export")(module, positional, keywords, **options);
    const py::object callable = exported.attr("module")();
    Artifact artifact{callable, py::none(), is_module(entry) || method ? callable : py::object(py::none())};
    artifact.product = exported;
    artifact.archive = {".pt2",
                        [exported] {
                          return written_bytes([&](const py::object& file) {
                            py::module_::import("torch.export").attr("save")(exported, file);
                          });
                        },
                        [](const std::string& archive) {
                          const py::object loaded = py::module_::import("torch.export").attr("load")(file_of(archive));
                          return py::object(loaded.attr("module")());
                        }};
    return artifact;
  }

 private:
  bool strict_;
  py::object dynamic_shapes_;
};

}  // namespace

std::unique_ptr<Engine> make_export_engine(bool strict, py::object dynamic_shapes) {
  return std::make_unique<ExportEngine>(strict, std::move(dynamic_shapes));
}

}  // namespace dy2stat
