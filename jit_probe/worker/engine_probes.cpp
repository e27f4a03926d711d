// Probes by the engine's name.
#include "jit_probe/worker/engine_probes.hpp"

#include <stdexcept>

namespace dy2stat {

std::unique_ptr<EngineProbes> make_engine_probes(const Looking& looking) {
  const auto& engine = looking.record.engine;
  if (engine == "script") return make_script_probes(looking);
  if (engine == "trace") return make_trace_probes(looking);
  if (engine == "fx") return make_fx_probes(looking);
  if (engine.starts_with("export")) return make_export_probes(looking);
  if (engine.starts_with("dynamo")) return make_dynamo_probes(looking);
  throw std::logic_error("an engine without probes: " + engine);
}

}  // namespace dy2stat
