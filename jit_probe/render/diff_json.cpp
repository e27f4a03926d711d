// A difference as JSON.
#include "jit_probe/render/diff_formats.hpp"

namespace dy2stat {
namespace {

Json json_of(const std::vector<std::string>& names) {
  Json json = Json::array();
  for (const auto& name : names) json.push_back(json_from_bytes(name));
  return json;
}

Json side_of(const Outline& outline) {
  return {{"worker", outline.worker},
          {"torch", outline.torch.text()},
          {"verdict", name_of(outline.verdict)},
          {"stage", name_of(outline.stage)},
          {"failure", json_from_bytes(outline.failure)},
          {"wrong", json_of(outline.wrong)}};
}

Json json_of(const GraphChange& graph) {
  Json json{{"method", graph.method}};
  if (!graph.operators.empty()) {
    json["operators"] = Json::object();
    for (const auto& [kind, counts] : graph.operators) json["operators"][kind] = {counts.first, counts.second};
  }
  if (graph.schema) json["schema"] = {graph.schema->first, graph.schema->second};
  if (graph.canonical) json["canonical"] = {graph.canonical->first.canonical, graph.canonical->second.canonical};
  return json;
}

}  // namespace

std::string json_diff(const Diff& diff, const DiffOptions& options, const GraphText& before, const GraphText& after) {
  Json changes = Json::array(), verdicts = Json::object();
  std::size_t printed = 0;
  for (const auto& change : diff.changes) {
    if (options.verdicts_only && !change.verdict) continue;
    Json json{{"case", json_from_bytes(change.after.case_name)},
              {"engine", change.after.engine},
              {"verdict_changed", change.verdict},
              {"failure_changed", change.failure},
              {"differences_changed", change.differences},
              {"before", side_of(change.before)},
              {"after", side_of(change.after)},
              {"graphs", Json::array()}};
    for (const auto& graph : change.graphs) {
      auto item = json_of(graph);
      if (graph.canonical && !options.verdicts_only && printed++ < options.graphs)
        item["diff"] = json_from_bytes(unified_diff(before(graph.canonical->first), after(graph.canonical->second),
                                                    options.before_name, options.after_name));
      json["graphs"].push_back(std::move(item));
    }
    changes.push_back(std::move(json));
  }
  for (const auto& [verdict, counts] : diff.verdicts)
    verdicts[std::string(name_of(verdict))] = {counts.first, counts.second};
  const Json json{{"before", options.before_name},
                  {"after", options.after_name},
                  {"compared", diff.compared},
                  {"verdicts", verdicts},
                  {"changes", changes},
                  {"only_before", json_of(diff.only_before)},
                  {"only_after", json_of(diff.only_after)},
                  {"median_capture_ratio", diff.median_capture_ratio ? Json(*diff.median_capture_ratio) : Json()}};
  return json.dump(1) + "\n";
}

}  // namespace dy2stat
