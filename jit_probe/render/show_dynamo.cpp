// The sections of `show` about what dynamo compiled during the calls.
#include <fmt/format.h>

#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

std::string line_in(const Json& fact, const char* name) {
  const auto found = fact.find(name);
  return found == fact.end() || found->is_null() ? "" : printable(bytes_from_json(*found));
}

// "round 0, input set 1"
std::string call_text(const Json& fact) {
  return fmt::format("round {}, input set {}", fact.value("round", 0), fact.value("input_set", 0));
}

}  // namespace

std::string compilations_section(const RecordView& view) {
  const auto compilations = view.made("/compilations");
  if (const auto absent = view.why_absent(compilations); !absent.empty()) return block(absent);
  if (compilations.empty()) return block("dynamo compiled nothing");
  std::string text;
  for (const auto& each : compilations) {
    const auto graph = each.at("graph").is_null() ? "no graph" : "graph " + each.at("graph").dump();
    text += block(fmt::format("{} {} at {}, in {}: {}, guards {}", line_in(each, "id"), line_in(each, "function"),
                              line_in(each, "line"), call_text(each), graph, each.at("guards").dump()));
    for (const auto& reason : each.at("because")) text += block("again because " + bytes_from_json(reason), "    ");
  }
  return text;
}

std::string breaks_section(const RecordView& view) {
  const auto breaks = view.made("/breaks");
  if (const auto absent = view.why_absent(breaks); !absent.empty()) return block(absent);
  if (breaks.empty()) return block("none");
  std::string text;
  for (const auto& each : breaks) {
    text += block(fmt::format("{}: {} ({}, in {})", line_in(each, "line"), line_in(each, "reason"),
                              each.value("count", 1) == 1 ? "once" : fmt::format("{} times", each.value("count", 1)),
                              call_text(each)));
    if (const auto explanation = line_in(each, "explanation"); !explanation.empty()) text += block(explanation, "    ");
  }
  return text;
}

std::string graphs_section(const RecordView& view) {
  const auto graphs = view.captured("/graphs");
  if (const auto absent = view.why_absent(graphs); !absent.empty()) return block(absent);
  if (graphs.empty()) return block("none");
  std::string text;
  std::size_t number = 0;
  for (const auto& graph : graphs) {
    text += block(fmt::format("graph {}", number++));
    text += block(view.text(graph.contains("code") ? graph.at("code") : graph), "    ");
  }
  return text;
}

std::string kernels_section(const RecordView& view) {
  const auto generated = view.captured("/generated");
  if (const auto absent = view.why_absent(generated); !absent.empty()) return block(absent);
  std::string text;
  for (const auto& each : generated) {
    text += block(fmt::format("{} in {}", line_in(each, "compilation"), call_text(each)));
    for (const auto& kernel : each.at("kernels")) {
      std::string fused;
      for (const auto& name : kernel.at("operators")) fused += (fused.empty() ? "" : ", ") + bytes_from_json(name);
      text += block(line_in(kernel, "name") + (fused.empty() ? "" : ": " + fused), "    ");
    }
    for (const auto& [name, count] : each.at("calls").items())
      text += block(fmt::format("calls {}{}", name, count == 1 ? "" : fmt::format(", {} times", count.dump())), "    ");
    text += block(view.text(each.at("code")), "      ");
  }
  return text;
}

std::string guards_section(const RecordView& view) {
  const auto compilations = view.made("/compilations");
  if (const auto absent = view.why_absent(compilations); !absent.empty()) return block(absent);
  std::string text;
  for (const auto& each : compilations) {
    text += block(line_in(each, "id") + " " + line_in(each, "function"));
    text += block(view.text(each.at("guard_text")), "    ");
  }
  return text.empty() ? block("none") : text;
}

}  // namespace dy2stat
