// The probes of onnx.
#include <optional>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"
#include "jit_probe/probes/fx_making.hpp"
#include "jit_probe/probes/onnx_artifact.hpp"
#include "jit_probe/probes/own_frames.hpp"
#include "jit_probe/probes/trace_making.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class OnnxProbes final : public EngineProbes {
 public:
  explicit OnnxProbes(const Looking& looking) : at_(looking) {}

  void before_capture() override {
    note_dynamic_shapes(at_);
    const auto& [positional, keywords] = at_.program.inputs.front();
    at_.record.making["inputs"] = probes::guarded([&] { return probes::trace_inputs(positional, keywords); });
    frames_.emplace(at_.program.folder);
  }
  void after_capture() override { frames_.reset(); }
  void inspect(const Artifact& artifact) override {
    at_.record.artifact.update(probes::guarded([&] { return probes::onnx_facts(artifact.product, at_.blobs); }));
    // The lines of the graph that the model was translated from.
    at_.leave_lines([&] {
      const auto folder = at_.program.folder.string();
      const py::object graph_module = artifact.product.attr("exported_program").attr("graph_module");
      probes::ArtifactLines lines;
      probes::add_fx_lines(graph_module, folder, lines);
      probes::add_takers(probes::fx_constants(graph_module, folder), lines);
      return lines;
    });
  }

 private:
  Looking at_;
  std::optional<probes::OwnFrames> frames_;
};

}  // namespace

std::unique_ptr<EngineProbes> make_onnx_probes(const Looking& looking) {
  return std::make_unique<OnnxProbes>(looking);
}

}  // namespace dy2stat
