// Reading outlines with simdjson, which passes over what is not asked for.
#include "jit_probe/compare/outline.hpp"

#include <simdjson.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "jit_probe/compare/stable_text.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;
namespace dom = simdjson::dom;

std::string json_of(dom::element value) {
  return simdjson::minify(value);
}

// A string of the record, which may be encoded bytes.
std::string text_of(dom::element value) {
  if (value.is_string()) return std::string(value.get_string().value());
  return bytes_from_json(Json::parse(json_of(value)));
}

// Calls `visit` with each name and value; anything but an object has none.
template <typename Visit>
void each_field(dom::element value, const Visit& visit) {
  if (!value.is_object()) return;
  const dom::object object = value.get_object();
  for (const auto [name, content] : object) visit(name, content);
}

void read_canonical(dom::element value, GraphOutline& graph) {
  if (value.is_string()) graph.canonical = text_of(value);
  each_field(value, [&](std::string_view name, dom::element fact) {
    if (name != "blob") return;
    graph.canonical = text_of(fact);
    graph.is_blob = true;
  });
}

// `graph` and `schema` of the artifact or of one of its methods.
void read_graph_fact(std::string_view name, dom::element value, GraphOutline& graph) {
  if (name == "graph")
    each_field(value, [&](std::string_view fact, dom::element content) {
      if (fact == "canonical") read_canonical(content, graph);
      if (fact == "operators") graph.operators = json_of(content);
    });
  if (name == "schema")
    each_field(value, [&](std::string_view fact, dom::element content) {
      if (fact == "text") graph.schema = text_of(content);
    });
}

bool says_nothing(const GraphOutline& graph) {
  return graph.canonical.empty() && graph.operators.empty() && graph.schema.empty();
}

void read_artifact(dom::element value, Outline& outline) {
  GraphOutline captured;
  each_field(value, [&](std::string_view name, dom::element fact) {
    if (name != "methods") return read_graph_fact(name, fact, captured);
    each_field(fact, [&](std::string_view method, dom::element facts) {
      GraphOutline graph;
      graph.method = method;
      each_field(facts, [&](std::string_view inner, dom::element content) { read_graph_fact(inner, content, graph); });
      if (!says_nothing(graph)) outline.graphs.push_back(std::move(graph));
    });
  });
  if (!says_nothing(captured)) outline.graphs.push_back(std::move(captured));
  std::ranges::sort(outline.graphs, {}, &GraphOutline::method);
}

std::string error_text(dom::element value) {
  std::string type, message;
  each_field(value, [&](std::string_view name, dom::element fact) {
    if (name == "type") type = text_of(fact);
    if (name == "message") message = text_of(fact);
  });
  return type.empty() ? message : type + ": " + message;
}

void read_differences(dom::element value, Outline& outline) {
  const dom::array array = value.get_array();
  for (const auto item : array) {
    std::string aspect, severity, where;
    each_field(item, [&](std::string_view name, dom::element fact) {
      if (name == "aspect") aspect = text_of(fact);
      if (name == "severity") severity = text_of(fact);
      if (name == "where") where = text_of(fact);
    });
    if (severity == name_of(Severity::wrong)) outline.wrong.push_back(aspect + " at " + where);
  }
  std::ranges::sort(outline.wrong);
}

void read_field(std::string_view name, dom::element value, Outline& outline) {
  if (name == "schema") refuse_newer_schema(static_cast<int>(value.get_int64().value()));
  if (name == "case") outline.case_name = text_of(value);
  if (name == "engine") outline.engine = text_of(value);
  if (name == "worker") outline.worker = text_of(value);
  if (name == "torch") outline.torch = TorchVersion::parse(text_of(value));
  if (name == "verdict") outline.verdict = word_from<Verdict>(text_of(value));
  if (name == "stage") outline.stage = word_from<Stage>(text_of(value));
  if (name == "differences") read_differences(value, outline);
  if (name == "artifact") read_artifact(value, outline);
  // The error says more than the reason, wherever it stands.
  if (name == "reason" && outline.failure.empty()) outline.failure = stable_text(text_of(value));
  if (name == "error" && !value.is_null()) outline.failure = stable_text(error_text(value));
  if (name == "seconds")
    each_field(value, [&](std::string_view stage, dom::element seconds) {
      if (stage == "capture") outline.capture_seconds = seconds.get_double().value();
    });
}

}  // namespace

Outline outline_from(std::string_view line) {
  // Kept with its buffers, as a run has thousands of lines.
  static thread_local dom::parser parser;
  try {
    Outline outline;
    std::set<std::string_view> missing{"schema", "case", "engine", "worker", "torch", "verdict", "stage"};
    each_field(parser.parse(line.data(), line.size()).value(), [&](std::string_view name, dom::element value) {
      missing.erase(name);
      read_field(name, value, outline);
    });
    if (!missing.empty())
      throw BadRecord("this record cannot be read: it has no '" + std::string(*missing.begin()) + "'");
    return outline;
  } catch (const simdjson::simdjson_error& error) {
    throw BadRecord(std::string("this record cannot be read: ") + error.what());
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord("this record cannot be read: " + problem_of(error));
  } catch (const std::invalid_argument& error) {
    throw BadRecord(std::string("this record cannot be read: ") + error.what());
  }
}

std::vector<Outline> read_outlines(const std::vector<fs::path>& folders) {
  std::vector<Outline> outlines;
  std::unordered_map<std::string, std::size_t> places;
  for (const auto& folder : folders) {
    if (!fs::exists(folder / "run.json")) throw BadRecord(folder.string() + ": this is no run: it has no run.json");
    each_record_line(folder, [&](std::string_view line, std::size_t) {
      auto outline = outline_from(line);
      const auto key = outline.case_name + '\n' + outline.engine + '\n' + outline.worker;
      const auto [place, is_new] = places.emplace(key, outlines.size());
      if (is_new)
        outlines.push_back(std::move(outline));
      else
        outlines[place->second] = std::move(outline);
    });
  }
  return outlines;
}

}  // namespace dy2stat
