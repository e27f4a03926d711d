// The probes of engines that make TorchScript: script, freeze and trace.
#include <optional>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"
#include "jit_probe/probes/execution.hpp"
#include "jit_probe/probes/folded.hpp"
#include "jit_probe/probes/script_making.hpp"
#include "jit_probe/probes/trace_making.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class TorchScriptProbes : public EngineProbes {
 public:
  explicit TorchScriptProbes(const Looking& looking) : at_(looking) {}

  void inspect(const Artifact& artifact) override {
    at_.record.artifact.update(
        probes::guarded([&] { return probes::artifact_facts(artifact.script, artifact.method, at_.blobs); }));
    try {
      execution_.emplace(artifact.script, artifact.method);
    } catch (const std::exception& error) {
      at_.record.artifact["execution"] = {{"failed", json_from_bytes(error.what())}};
    }
  }

  void before_call(int round, int input_set) override {
    if (execution_) execution_->before_call(round, input_set);
  }

  void after_calls() override {
    if (!execution_) return;
    const auto& [positional, keywords] = at_.program.inputs.front();
    at_.record.making["call"] = probes::guarded([&] { return execution_->call_facts(positional, keywords); });
    at_.record.artifact["execution"] = probes::guarded([&] { return execution_->plan_facts(at_.blobs); });
  }

 protected:
  Looking at_;

 private:
  std::optional<probes::Execution> execution_;
};

class ScriptProbes : public TorchScriptProbes {
 public:
  using TorchScriptProbes::TorchScriptProbes;

  void before_capture() override {
    try {
      making_.emplace(at_.program.entry);
    } catch (const std::exception& error) {
      at_.record.notes.push_back(std::string("the compiler could not be watched: ") + error.what());
    }
  }
  void after_capture() override {
    if (making_) at_.record.making.update(making_->facts(at_.blobs));
  }
  void inspect(const Artifact& artifact) override {
    TorchScriptProbes::inspect(artifact);
    at_.leave_lines([&] {
      const auto graph = probes::inlined_graph(artifact.script, artifact.method);
      auto lines = probes::torchscript_lines(*graph, at_.program.folder);
      lines.path = probes::ArtifactLines::Path::of_source;
      for (const auto& each : at_.record.making.value("compiled", Json::array())) {
        const auto name = each.value("qualified_name", "");
        lines.compiled.insert(name.substr(name.rfind('.') + 1));
      }
      return lines;
    });
  }

 private:
  std::optional<probes::ScriptMaking> making_;
};

class FreezeProbes final : public ScriptProbes {
 public:
  using ScriptProbes::ScriptProbes;

  void inspect(const Artifact& artifact) override {
    ScriptProbes::inspect(artifact);
    at_.record.making["folded"] = probes::guarded(
        [&] { return probes::folded_facts(artifact.product, artifact.saved, artifact.script, artifact.method); });
  }
};

class TraceProbes final : public TorchScriptProbes {
 public:
  using TorchScriptProbes::TorchScriptProbes;

  void before_capture() override {
    const auto& [positional, keywords] = at_.program.inputs.front();
    at_.record.making["inputs"] = probes::guarded([&] { return probes::trace_inputs(positional, keywords); });
  }
  void inspect(const Artifact& artifact) override {
    TorchScriptProbes::inspect(artifact);
    const auto folder = at_.program.folder.string();
    std::shared_ptr<torch::jit::Graph> graph;
    at_.record.making["constants"] = probes::guarded([&] {
      graph = probes::inlined_graph(artifact.script, artifact.method);
      return probes::trace_constants(*graph, folder);
    });
    if (!graph) return;
    at_.leave_lines([&] {
      auto lines = probes::torchscript_lines(*graph, folder);
      probes::add_takers(at_.record.making["constants"], lines);
      return lines;
    });
  }
};

}  // namespace

std::unique_ptr<EngineProbes> make_script_probes(const Looking& looking) {
  return std::make_unique<ScriptProbes>(looking);
}
std::unique_ptr<EngineProbes> make_freeze_probes(const Looking& looking) {
  return std::make_unique<FreezeProbes>(looking);
}
std::unique_ptr<EngineProbes> make_trace_probes(const Looking& looking) {
  return std::make_unique<TraceProbes>(looking);
}

}  // namespace dy2stat
