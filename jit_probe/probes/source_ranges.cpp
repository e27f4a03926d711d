// Source ranges of nodes.
#include "jit_probe/probes/source_ranges.hpp"

namespace dy2stat::probes {
namespace {

void write_block(const torch::jit::Block& block, int& index, std::string& text) {
  for (const auto* node : block.nodes()) {
    text += std::to_string(index++) + " " + node->kind().toQualString() + " ";
    if (const auto place = node->sourceRange().file_line_col()) {
      const auto& [file, line, column] = *place;
      text += file + ":" + std::to_string(line) + ":" + std::to_string(column) + "\n";
    } else {
      text += "-\n";
    }
    for (const auto* nested : node->blocks()) write_block(*nested, index, text);
    for (const auto name : node->attributeNames())
      if (node->kindOf(name) == torch::jit::AttributeKind::g) write_block(*node->g(name)->block(), index, text);
  }
}

}  // namespace

Json source_ranges(const torch::jit::Graph& graph, Blobs& blobs) {
  std::string text;
  int index = 0;
  write_block(*graph.block(), index, text);
  return blobs.add_text(text);
}

}  // namespace dy2stat::probes
