// `script`: torch.jit.script, which compiles the source of the entry.
#include "capture/engines/engine.hpp"

namespace dy2stat {
namespace {

class ScriptEngine final : public Engine {
 public:
  Artifact capture(const py::object& entry, const py::tuple&, const py::dict&) const override {
    py::object scripted = py::module_::import("torch").attr("jit").attr("script")(entry);
    return {scripted, scripted};
  }
};

}  // namespace

std::unique_ptr<Engine> make_script_engine() {
  return std::make_unique<ScriptEngine>();
}

}  // namespace dy2stat
