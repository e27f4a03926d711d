// The probes of export, and of onnx, which exports and then translates.
#include <optional>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"
#include "jit_probe/probes/export_artifact.hpp"
#include "jit_probe/probes/fx_making.hpp"
#include "jit_probe/probes/onnx_artifact.hpp"
#include "jit_probe/probes/own_frames.hpp"
#include "jit_probe/probes/trace_making.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class ExportProbes : public EngineProbes {
 public:
  explicit ExportProbes(const Looking& looking) : at_(looking) {}

  void before_capture() override {
    note_dynamic_shapes(at_);
    const auto& [positional, keywords] = at_.program.inputs.front();
    at_.record.making["inputs"] = probes::guarded([&] { return probes::trace_inputs(positional, keywords); });
    frames_.emplace(at_.program.folder);
  }
  void after_capture() override { frames_.reset(); }
  void inspect(const Artifact& artifact) override {
    const auto folder = at_.program.folder.string();
    at_.record.artifact.update(facts(artifact, folder));
    at_.leave_lines([&] {
      const py::object graph_module = exported_program(artifact).attr("graph_module");
      probes::ArtifactLines lines;
      probes::add_fx_lines(graph_module, folder, lines);
      probes::add_takers(probes::fx_constants(graph_module, folder), lines);
      return lines;
    });
  }

 protected:
  virtual Json facts(const Artifact& artifact, const std::string& folder) {
    return probes::exported_facts(artifact.product, folder, at_.blobs);
  }
  virtual py::object exported_program(const Artifact& artifact) { return artifact.product; }

  Looking at_;

 private:
  std::optional<probes::OwnFrames> frames_;
};

class OnnxProbes final : public ExportProbes {
 public:
  using ExportProbes::ExportProbes;

 private:
  Json facts(const Artifact& artifact, const std::string&) override {
    return probes::guarded([&] { return probes::onnx_facts(artifact.product, at_.blobs); });
  }
  // The one that the model was translated from.
  py::object exported_program(const Artifact& artifact) override { return artifact.product.attr("exported_program"); }
};

}  // namespace

std::unique_ptr<EngineProbes> make_export_probes(const Looking& looking) {
  return std::make_unique<ExportProbes>(looking);
}

std::unique_ptr<EngineProbes> make_onnx_probes(const Looking& looking) {
  return std::make_unique<OnnxProbes>(looking);
}

}  // namespace dy2stat
