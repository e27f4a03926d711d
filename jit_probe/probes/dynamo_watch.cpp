// Listening to dynamo's log.
#include "jit_probe/probes/dynamo_watch.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <sstream>
#include <vector>

#include "jit_probe/probes/dynamo_break.hpp"
#include "jit_probe/probes/inductor_code.hpp"

namespace dy2stat::probes {
// What is heard. (Not in the anonymous namespace: they are members of DynamoWatch::Heard, which has linkage.)
struct DynamoCall {
  int round = 0, input_set = 0;
};

struct FrameCompilation {
  std::string id, function, place;  // "0/1", "forward", "/folder/program.py:5"
  DynamoCall call;
  std::vector<std::string> guards, because;
  std::set<CodePlace> guarded_lines;
  std::optional<int> graph;  // its place among all graphs; none: no graph came out
};

struct HeardBreak {
  GraphBreak what;
  std::string compilation, text;
  DynamoCall call;
  int count = 0;
};

// What inductor wrote for a graph.
struct GeneratedCode {
  std::string compilation, code;
  DynamoCall call;
};

namespace {

const char* const logger_of_traces = "torch.__trace";
const char* const logger_of_limits = "torch._dynamo.convert_frame";

py::object logger(const char* name) {
  return py::module_::import("logging").attr("getLogger")(name);
}

// "0/1" of what is being compiled.
std::string compilation_in(const py::dict& metadata) {
  if (!metadata.contains("frame_id")) return {};
  return py::str(metadata["frame_id"]).cast<std::string>() + "/" +
         py::str(metadata["frame_compile_id"]).cast<std::string>();
}

// Files are logged by numbers.
std::string file_numbered(const py::handle& number) {
  const py::dict table = py::module_::import("torch._logging.structured").attr("INTERN_TABLE");
  for (const auto& [name, its_number] : table)
    if (its_number.equal(number)) return py::str(name);
  return "?";
}

// The reasons of a compilation: one as plain text, several as a list in JSON.
std::vector<std::string> reasons_in(const std::string& payload) {
  const auto read = Json::parse(payload, nullptr, false);
  if (!read.is_array()) return {payload};
  std::vector<std::string> reasons;
  for (const auto& reason : read) reasons.push_back(reason.is_string() ? reason.get<std::string>() : reason.dump());
  return reasons;
}

// The guards themselves out of the tree of managers that holds them: its lines "| +- TENSOR_MATCH: ...", whose kinds
// are in capitals, without the lines of source that asked for them.
std::vector<std::string> guards_in(const std::string& tree) {
  std::vector<std::string> guards;
  std::istringstream lines(tree);
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find("+- ");
    if (begin == std::string::npos) continue;
    const auto guard = line.substr(begin + 3);
    const auto kind = guard.substr(0, guard.find(':'));
    if (kind.size() == guard.size() || std::ranges::any_of(kind, [](unsigned char c) { return std::islower(c); }))
      continue;
    const auto comment = std::min(guard.find("  # "), guard.size());
    guards.push_back(guard.substr(0, guard.find_last_not_of(' ', comment - 1) + 1));
  }
  return guards;
}

// Of "/folder/program.py:7", or of the end of that which torch leaves where it cuts off what its own path begins with.
std::optional<CodePlace> own_place_in(const std::string& text, const std::string& folder) {
  const auto path = folder + "/";
  for (std::size_t cut = 0; cut <= folder.rfind('/') + 1; ++cut) {
    const auto beginning = std::string_view(path).substr(cut);
    const auto colon = text.find(':', beginning.size());
    if (!text.starts_with(beginning) || colon == std::string::npos) continue;
    return CodePlace{text.substr(beginning.size(), colon - beginning.size()), std::atoi(text.c_str() + colon + 1)};
  }
  return std::nullopt;
}

// The lines of the program that asked for guards: "| +- TENSOR_MATCH: ...  # return x * 2  # program.py:5 in f".
std::set<CodePlace> guarded_lines_in(const std::string& tree, const std::string& folder) {
  std::set<CodePlace> places;
  std::istringstream lines(tree);
  for (std::string line; std::getline(lines, line);) {
    const auto comment = line.rfind("  # ");
    if (comment == std::string::npos) continue;
    if (const auto place = own_place_in(line.substr(comment + 4), folder)) places.insert(*place);
  }
  return places;
}

// Where the code begins that a frame was compiled for: after a break that is the line of the break, as the frame's name
// says, "torch_dynamo_resume_in_f_at_12".
CodePlace beginning_of(const FrameCompilation& compilation, const CodePlace& frame) {
  const auto at = compilation.function.rfind("_at_");
  if (!compilation.function.starts_with("torch_dynamo_resume_in_") || at == std::string::npos) return frame;
  return {frame.file, std::atoi(compilation.function.c_str() + at + 4)};
}

}  // namespace

struct DynamoWatch::Heard {
  std::string folder;
  DynamoCall now;
  std::vector<FrameCompilation> compilations;
  std::vector<HeardBreak> breaks;
  std::vector<GeneratedCode> generated;
  std::vector<std::string> because;  // of the compilation that begins next
  std::vector<std::string> failures;
  int graphs = 0;

  FrameCompilation* compilation(const std::string& id) {
    for (auto at = compilations.rbegin(); at != compilations.rend(); ++at)
      if (at->id == id) return &*at;
    return nullptr;
  }

  void add_break(GraphBreak what, const std::string& compilation, const std::string& text) {
    for (auto& known : breaks)
      if (known.what.reason == what.reason && known.what.place == what.place) {
        ++known.count;
        return;
      }
    breaks.push_back({std::move(what), compilation, text, now, 1});
  }

  void hear_start(const py::dict& metadata) {
    const py::list stack = metadata["dynamo_start"]["stack"];
    const py::object frame = stack[stack.size() - 1];
    FrameCompilation begun;
    begun.id = compilation_in(metadata);
    begun.function = py::str(frame["name"]).cast<std::string>();
    begun.place = file_numbered(frame["filename"]) + ":" + py::str(frame["line"]).cast<std::string>();
    begun.call = now;
    begun.because = std::exchange(because, {});
    compilations.push_back(std::move(begun));
  }

  void hear_artifact(const py::dict& metadata, const std::string& payload) {
    const auto name = py::str(metadata["artifact"]["name"]).cast<std::string>();
    if (name == "dynamo_graph_break_reason")
      add_break(graph_break_from(payload, folder), compilation_in(metadata), payload);
    if (name == "recompile_reasons") because = reasons_in(payload);
  }

  void hear(const py::dict& metadata, const std::string& payload) {
    if (metadata.contains("dynamo_start")) hear_start(metadata);
    if (metadata.contains("artifact")) hear_artifact(metadata, payload);
    if (metadata.contains("inductor_output_code")) generated.push_back({compilation_in(metadata), payload, now});
    auto* current = compilation(compilation_in(metadata));
    if (!current) return;
    if (metadata.contains("dynamo_cpp_guards_str")) {
      current->guards = guards_in(payload);
      current->guarded_lines = guarded_lines_in(payload, folder);
    }
    if (metadata.contains("dynamo_output_graph")) current->graph = graphs++;
  }

  // Beyond a number of compilations of a frame dynamo runs it as it is, and only warns.
  void hear_warning(const std::string& message) {
    if (message.find("hit config.") == std::string::npos) return;
    const auto function = message.find("function: "), opened = message.find('(', function);
    GraphBreak what{message.substr(0, message.find('\n')), "", ""};
    if (opened != std::string::npos) what.place = message.substr(opened + 1, message.find(')', opened) - opened - 1);
    add_break(std::move(what), "", message);
  }

  void emit(const py::object& record) {
    try {
      if (py::hasattr(record, "metadata")) {
        const py::object payload = record.attr("payload");
        hear(record.attr("metadata"), payload.is_none() ? "" : payload.cast<std::string>());
      } else {
        hear_warning(record.attr("getMessage")().cast<std::string>());
      }
    } catch (const std::exception& error) {
      failures.push_back(error.what());
    }
  }
};

DynamoWatch::DynamoWatch(const std::string& folder) : heard_(std::make_shared<Heard>()) {
  heard_->folder = folder;
  py::module_::import("torch._dynamo");
  handler_ = py::module_::import("logging").attr("Handler")();
  handler_.attr("emit") = py::cpp_function([heard = heard_](const py::object& record) { heard->emit(record); });
  auto traces = logger(logger_of_traces);
  traces.attr("setLevel")(10);  // DEBUG: as everything is logged there
  traces.attr("propagate") = false;
  for (const auto* name : {logger_of_traces, logger_of_limits}) logger(name).attr("addHandler")(handler_);
}

DynamoWatch::~DynamoWatch() {
  try {
    for (const auto* name : {logger_of_traces, logger_of_limits}) logger(name).attr("removeHandler")(handler_);
  } catch (py::error_already_set&) {
    // The program has taken the loggers apart.
  }
}

void DynamoWatch::before_call(int round, int input_set) {
  heard_->now = {round, input_set};
}

Json DynamoWatch::facts(Blobs& blobs) const {
  const auto short_text = [&](const std::string& text) { return json_from_bytes(blobs.shortened(text)); };
  Json compilations = Json::array(), breaks = Json::array();
  for (const auto& each : heard_->compilations) {
    std::string guards;
    for (const auto& guard : each.guards) guards += guard + "\n";
    Json because = Json::array();
    for (const auto& reason : each.because) because.push_back(short_text(reason));
    compilations.push_back({{"id", each.id},
                            {"function", each.function},
                            {"line", short_text(each.place)},
                            {"round", each.call.round},
                            {"input_set", each.call.input_set},
                            {"graph", each.graph ? Json(*each.graph) : Json()},
                            {"because", because},
                            {"guards", each.guards.size()},
                            {"guard_text", blobs.add_text(guards)}});
  }
  for (const auto& each : heard_->breaks)
    breaks.push_back({{"reason", short_text(each.what.reason)},
                      {"explanation", short_text(each.what.explanation)},
                      {"line", short_text(each.what.place)},
                      {"compilation", each.compilation},
                      {"round", each.call.round},
                      {"input_set", each.call.input_set},
                      {"count", each.count},
                      {"text", blobs.add_text(each.text)}});
  Json facts{{"compilations", compilations}, {"breaks", breaks}};
  if (!heard_->failures.empty()) facts["watch"] = {{"failed", json_from_bytes(heard_->failures.front())}};
  return facts;
}

Json DynamoWatch::generated(Blobs& blobs) const {
  Json all = Json::array();
  for (const auto& each : heard_->generated) {
    const auto read = read_inductor_code(each.code);
    Json kernels = Json::array();
    for (const auto& kernel : read.kernels)
      kernels.push_back({{"name", kernel.name}, {"operators", kernel.operators}, {"nodes", kernel.nodes}});
    all.push_back({{"compilation", each.compilation},
                   {"round", each.call.round},
                   {"input_set", each.call.input_set},
                   {"kernels", kernels},
                   {"calls", read.calls},
                   {"code", blobs.add_text(each.code)}});
  }
  return all;
}

void DynamoWatch::add_lines(ArtifactLines& lines) const {
  std::map<CodePlace, bool> has_graph;
  for (const auto& each : heard_->compilations) {
    lines.assumed.insert(each.guarded_lines.begin(), each.guarded_lines.end());
    if (const auto frame = own_place_in(each.place, heard_->folder))
      has_graph[beginning_of(each, *frame)] |= each.graph.has_value();
  }
  for (const auto& [place, captured] : has_graph)
    if (!captured) lines.python_from.insert(place);
  for (const auto& each : heard_->breaks)
    if (const auto place = own_place_in(each.what.place, heard_->folder))
      // A frame that was given up after too many compilations is named by its first line alone.
      (each.compilation.empty() ? lines.python_from : lines.python).insert(*place);
}

}  // namespace dy2stat::probes
