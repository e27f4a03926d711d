// Reading the places of nodes.
#include "jit_probe/probes/artifact_lines.hpp"

#include <torch/csrc/jit/python/module_python.h>

#include <algorithm>
#include <sstream>

#include "jit_probe/probes/artifact.hpp"
#include "jit_probe/probes/fx_making.hpp"
#include "jit_probe/probes/fx_nodes.hpp"
#include "jit_probe/probes/trace_making.hpp"

namespace dy2stat::probes {
namespace {

class TorchScriptLines {
 public:
  explicit TorchScriptLines(const std::string& folder) : path_(folder + "/") {}

  void visit_nodes(const torch::jit::Block& block) {
    for (const auto* node : block.nodes()) {
      auto& places = node->kind() == c10::prim::Constant ? lines_.constants : lines_.nodes;
      add_range(node->sourceRange(), places);
      if (const auto calls = node->callstack())
        for (const auto& call : (*calls)->vec()) add_range(std::get<1>(call), places);
      for (const auto* nested : node->blocks()) visit_nodes(*nested);
      for (const auto name : node->attributeNames())
        if (node->kindOf(name) == torch::jit::AttributeKind::g) visit_nodes(*node->g(name)->block());
    }
  }

  ArtifactLines take() { return std::move(lines_); }

 private:
  void add_range(const torch::jit::SourceRange& range, std::set<CodePlace>& places) const {
    if (const auto place = range.file_line_col()) {
      const auto& [file, line, column] = *place;
      if (file.starts_with(path_)) places.insert({file.substr(path_.size()), static_cast<int>(line)});
    }
    // A source that was compiled begins with `def` or a decorator.
    const auto source = range.source();
    const auto begin = source && source->size() > 0 ? source->text_str().substr(0, 1).str() : "";
    if (begin == "/" || begin == "<") add_stack(source->text_str().str(), places);
  }

  // A trace keeps the stack as the text of the source, a line each: "FILE(LINE): FUNCTION".
  void add_stack(const std::string& text, std::set<CodePlace>& places) const {
    std::istringstream frames(text);
    for (std::string frame; std::getline(frames, frame);) {
      const auto open = frame.rfind('(');
      if (frame.starts_with(path_) && open != std::string::npos)
        places.insert({frame.substr(path_.size(), open - path_.size()), std::atoi(frame.c_str() + open + 1)});
    }
  }

  std::string path_;
  ArtifactLines lines_;
};

// What export makes of `with torch.no_grad():` and the like: the node that runs the block has no stack.
bool is_region(const FxNode& node, const std::string& folder) {
  return node.kind.starts_with("higher_order::wrap_with_") && fx_lines(node.node, folder).empty();
}

bool has_stacks(const py::object& graph_module) {
  return std::ranges::any_of(fx_nodes(graph_module), [](const FxNode& node) {
    return PyUnicode_Check(py::getattr(node.node, "stack_trace", py::none()).ptr());
  });
}

void add_first_line(const py::object& graph_module, const std::string& folder, std::set<CodePlace>& places) {
  for (const auto& node : fx_nodes(graph_module))
    if (const auto lines = fx_lines(node.node, folder); !lines.empty()) {
      for (const auto& line : lines) places.insert({line.file, line.line});
      return;
    }
}

}  // namespace

ArtifactLines torchscript_lines(const torch::jit::Graph& inlined, const std::string& folder) {
  TorchScriptLines lines(folder);
  lines.visit_nodes(*inlined.block());
  return lines.take();
}

void add_fx_lines(const py::object& graph_module, const std::string& folder, ArtifactLines& lines) {
  const auto nodes = fx_nodes(graph_module);
  const bool has_region = std::ranges::any_of(nodes, [&](const FxNode& node) { return is_region(node, folder); });
  for (const auto& node : nodes) {
    if (!node.subgraph.is_none()) {
      add_fx_lines(node.subgraph, folder, lines);
      if (has_region) add_first_line(node.subgraph, folder, lines.inside);
    }
    if (node.kind.empty()) continue;
    for (const auto& line : fx_lines(node.node, folder)) lines.nodes.insert({line.file, line.line});
  }
}

std::optional<ArtifactLines> callable_lines(const py::object& callable, const std::string& folder) {
  ArtifactLines lines;
  if (torch::jit::as_module(callable) || py::isinstance<torch::jit::StrongFunctionPtr>(callable)) {
    const auto graph = inlined_graph(callable, "forward");
    lines = torchscript_lines(*graph, folder);
    add_takers(trace_constants(*graph, folder), lines);
  } else if (py::isinstance(callable, py::module_::import("torch.fx").attr("GraphModule")) && has_stacks(callable)) {
    add_fx_lines(callable, folder, lines);
    add_takers(fx_constants(callable, folder), lines);
  } else {
    return std::nullopt;
  }
  return lines;
}

std::optional<CodePlace> place_from(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  const int line = std::atoi(text.c_str() + colon + 1);
  return line > 0 ? std::optional(CodePlace{text.substr(0, colon), line}) : std::nullopt;
}

void add_takers(const Json& constants, ArtifactLines& lines) {
  if (!constants.is_array()) return;  // the probe failed
  for (const auto& constant : constants)
    if (const auto place = place_from(constant.value("line", ""))) lines.takers.insert(*place);
}

Json lines_facts(const ProgramListing& listing, const ArtifactLines* lines, const std::string& folder, Blobs& blobs) {
  auto facts = marked_lines(listing, lines);
  const auto linecache = py::module_::import("linecache");
  for (auto& file : facts["files"]) {
    const py::object text = linecache.attr("getlines")(folder + "/" + bytes_from_json(file.at("file")));
    file["text"] = blobs.add_text(py::str("").attr("join")(text).cast<std::string>());
  }
  return facts;
}

}  // namespace dy2stat::probes
