// Probes by the engine's name.
#include "jit_probe/worker/engine_probes.hpp"

#include <stdexcept>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"

namespace dy2stat {

void note_dynamic_shapes(const Looking& looking) {
  const auto& shapes = looking.program.dynamic_shapes;
  if (shapes.is_none()) return;
  looking.record.making["dynamic_shapes"] =
      probes::guarded([&] { return json_from_bytes(py::repr(shapes()).cast<std::string>()); });
}

void Looking::leave_lines(const std::function<std::optional<probes::ArtifactLines>()>& read) const {
  if (listing.empty()) return;
  record.artifact["lines"] = probes::guarded([&] {
    const auto lines = read ? read() : std::nullopt;
    return probes::lines_facts(probes::listing_from(Json::parse(listing)), lines ? &*lines : nullptr, program.folder,
                               blobs);
  });
}

std::unique_ptr<EngineProbes> make_engine_probes(const Looking& looking) {
  const auto& engine = looking.record.engine;
  if (engine == "script" || engine == "script[types]") return make_script_probes(looking);
  if (engine == "trace") return make_trace_probes(looking);
  if (engine == "freeze") return make_freeze_probes(looking);
  if (engine == "fx") return make_fx_probes(looking);
  if (engine.starts_with("export")) return make_export_probes(looking);
  if (engine == "onnx") return make_onnx_probes(looking);
  if (engine.starts_with("dynamo")) return make_dynamo_probes(looking);
  if (engine.starts_with("py:")) return make_own_probes(looking);
  throw std::logic_error("an engine without probes: " + engine);
}

}  // namespace dy2stat
