// The probes of export.
#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/export_artifact.hpp"
#include "jit_probe/probes/trace_making.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class ExportProbes final : public EngineProbes {
 public:
  explicit ExportProbes(const Looking& looking) : at_(looking) {}

  void before_capture() override {
    note_dynamic_shapes(at_);
    const auto& [positional, keywords] = at_.program.inputs.front();
    at_.record.making["inputs"] = probes::guarded([&] { return probes::trace_inputs(positional, keywords); });
  }
  void inspect(const Artifact& artifact) override {
    at_.record.artifact.update(probes::exported_facts(artifact.product, at_.program.folder.string(), at_.blobs));
  }

 private:
  Looking at_;
};

}  // namespace

std::unique_ptr<EngineProbes> make_export_probes(const Looking& looking) {
  return std::make_unique<ExportProbes>(looking);
}

}  // namespace dy2stat
