// The sections of `show` about what fx, export and onnx made.
#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

std::string field_text(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  return found->is_string() || found->is_object() ? printable(bytes_from_json(*found)) : found->dump();
}

std::vector<std::vector<std::string>> rows_of(const Json& objects, std::initializer_list<const char*> fields) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& object : objects) {
    auto& row = rows.emplace_back();
    for (const auto* field : fields) row.push_back(field_text(object, field));
  }
  return rows;
}

// "2 aten::relu, 1 aten::add.Tensor"
std::string counts_text(const Json& operators) {
  std::string text;
  for (const auto& [name, count] : operators.items()) text += (text.empty() ? "" : ", ") + count.dump() + " " + name;
  return text.empty() ? "none" : text;
}

// A list of texts below its heading.
std::string list_text(const RecordView& view, const std::string& heading, const Json& texts) {
  if (const auto absent = view.why_absent(texts); !absent.empty()) return block(heading + ": " + absent);
  if (texts.empty()) return block(heading + ": none");
  auto text = block(heading + ":");
  for (const auto& item : texts) text += block(bytes_from_json(item), "    ");
  return text;
}

}  // namespace

std::string model_section(const RecordView& view) {
  std::string opsets;
  const auto versions = view.captured("/opsets");
  if (const auto absent = view.why_absent(versions); !absent.empty()) return block(absent);
  for (const auto& [domain, version] : versions.items())
    opsets += (opsets.empty() ? "" : ", ") + domain + " " + version.dump();
  return block("opsets: " + opsets) + list_text(view, "takes", view.captured("/inputs")) +
         list_text(view, "gives", view.captured("/outputs")) +
         list_text(view, "left out of the model", view.captured("/left_out"));
}

std::string nodes_section(const RecordView& view) {
  const auto table = view.captured("/table");
  if (const auto absent = view.why_absent(table); !absent.empty()) return block(absent);
  auto rows = rows_of(table, {"op", "name", "target", "args", "kwargs", "type", "line"});
  for (auto& row : rows)
    if (row[4] == "{}") row[4].clear();
  return rows_text({"op", "name", "target", "args", "kwargs", "type", "line"}, rows);
}

std::string signature_section(const RecordView& view) {
  const auto signature = view.captured("/signature");
  if (const auto absent = view.why_absent(signature); !absent.empty()) return block(absent);
  auto text = rows_text({"input", "name", "target", "type", "value"},
                        rows_of(signature.at("inputs"), {"kind", "name", "target", "type", "value"}));
  text += rows_text({"output", "name", "target", "value"},
                    rows_of(signature.at("outputs"), {"kind", "name", "target", "value"}));
  text += list_text(view, "became constants", view.captured("/specialised"));
  const auto of_symbols = view.captured("/ranges");
  Json ranges = Json::array();
  for (const auto& [symbol, range] : of_symbols.items())
    ranges.push_back(symbol + " in " + (range.is_string() ? range.get<std::string>() : range.dump()));
  text += list_text(view, "ranges", ranges);
  text += list_text(view, "guards", view.captured("/guards"));
  const auto decomposed = view.captured("/decomposed");
  if (const auto absent = view.why_absent(decomposed); !absent.empty()) return text + block("decomposed: " + absent);
  return text + block("decomposed: " + counts_text(decomposed.at("replaced"))) +
         block("into: " + counts_text(decomposed.at("by")));
}

}  // namespace dy2stat
