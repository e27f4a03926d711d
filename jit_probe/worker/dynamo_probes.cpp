// The probes of dynamo, which look while the artifact is called: that is when it compiles.
#include <optional>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/artifact_lines.hpp"
#include "jit_probe/probes/dynamo_watch.hpp"
#include "jit_probe/probes/fx_graph.hpp"
#include "jit_probe/probes/fx_making.hpp"
#include "jit_probe/worker/engine_probes.hpp"

namespace dy2stat {
namespace {

class DynamoProbes final : public EngineProbes {
 public:
  explicit DynamoProbes(const Looking& looking) : at_(looking) {}

  void before_capture() override {
    note_dynamic_shapes(at_);
    try {
      watch_.emplace(at_.program.folder.string());
    } catch (const std::exception& error) {
      at_.record.notes.push_back(std::string("dynamo could not be watched: ") + error.what());
    }
  }
  void inspect(const Artifact& artifact) override {
    graphs_ = artifact.product;
    at_.record.artifact["kind"] = "compiled";
  }
  void before_call(int round, int input_set) override {
    if (watch_) watch_->before_call(round, input_set);
  }
  void after_calls() override {
    if (watch_) at_.record.making.update(probes::guarded([&] { return watch_->facts(at_.blobs); }));
    if (watch_)
      if (auto generated = probes::guarded([&] { return watch_->generated(at_.blobs); }); !generated.empty())
        at_.record.artifact["generated"] = std::move(generated);
    at_.leave_lines([&] { return lines(); });
    watch_.reset();
    at_.record.artifact.update(probes::guarded([&] { return graph_facts(); }));
  }

 private:
  probes::ArtifactLines lines() const {
    probes::ArtifactLines lines;
    lines.path = probes::ArtifactLines::Path::of_every_input;
    const auto folder = at_.program.folder.string();
    for (const auto& each : graphs_) {
      const auto graph = py::reinterpret_borrow<py::object>(each);
      probes::add_fx_lines(graph, folder, lines);
      probes::add_takers(probes::fx_constants(graph, folder), lines);
    }
    if (watch_) watch_->add_lines(lines);
    return lines;
  }

  Json graph_facts() {
    std::vector<py::object> graphs;
    for (const auto& graph : graphs_) graphs.push_back(py::reinterpret_borrow<py::object>(graph));
    Json facts{{"graph", probes::guarded([&] { return probes::fx_graph_facts(graphs, at_.blobs); })},
               {"graphs", Json::array()}};
    const auto folder = at_.program.folder.string();
    for (const auto& graph : graphs)
      facts["graphs"].push_back(probes::guarded([&] {
        auto each = probes::fx_graph_facts(graph, at_.blobs);
        each["code"] = at_.blobs.add_text(graph.attr("code").cast<std::string>());
        each["table"] = probes::fx_node_table(graph, folder, at_.blobs);
        return each;
      }));
    return facts;
  }

  Looking at_;
  std::optional<probes::DynamoWatch> watch_;
  py::list graphs_;
};

}  // namespace

std::unique_ptr<EngineProbes> make_dynamo_probes(const Looking& looking) {
  return std::make_unique<DynamoProbes>(looking);
}

}  // namespace dy2stat
