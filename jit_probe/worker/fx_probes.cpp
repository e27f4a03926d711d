// The probes of fx.
#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"
#include "jit_probe/probes/fx_graph.hpp"
#include "jit_probe/probes/fx_making.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class FxProbes final : public EngineProbes {
 public:
  explicit FxProbes(const Looking& looking) : at_(looking) {}

  void inspect(const Artifact& artifact) override {
    const auto folder = at_.program.folder.string();
    at_.record.artifact.update(probes::graph_module_facts(artifact.product, artifact.product, folder, at_.blobs));
    at_.record.making["constants"] = probes::guarded([&] { return probes::fx_constants(artifact.product, folder); });
    at_.record.making["leaf_modules"] = probes::guarded([&] { return probes::fx_leaf_modules(artifact.product); });
    at_.leave_lines([&] {
      probes::ArtifactLines lines;
      probes::add_fx_lines(artifact.product, folder, lines);
      probes::add_takers(at_.record.making["constants"], lines);
      return lines;
    });
  }

 private:
  Looking at_;
};

}  // namespace

std::unique_ptr<EngineProbes> make_fx_probes(const Looking& looking) {
  return std::make_unique<FxProbes>(looking);
}

}  // namespace dy2stat
