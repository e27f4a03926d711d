// The sections of `show` about how the capture went.
#include <fmt/format.h>

#include "jit_probe/render/printable.hpp"
#include "jit_probe/render/sections.hpp"

namespace dy2stat {
namespace {

std::string text_in(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  return found->is_number() || found->is_boolean() ? found->dump() : bytes_from_json(*found);
}

// A fact on one line: a warning as "program.py:7: message", another object as "name x, type Tensor".
std::string plain(const Json& fact) {
  if (fact.is_string() || (fact.is_object() && fact.contains("$bytes"))) return bytes_from_json(fact);
  if (fact.is_object() && fact.contains("message") && fact.contains("where"))
    return bytes_from_json(fact.at("where")) + ": " + bytes_from_json(fact.at("message"));
  if (!fact.is_structured()) return fact.dump();
  std::string text;
  for (const auto& [name, value] : fact.items())
    text += (text.empty() ? "" : ", ") + (fact.is_object() ? name + " " : "") + plain(value);
  return text.empty() ? "none" : text;
}

// A fact of the making that has no section of its own; what it holds stands below it, further in.
std::string fact_text(const RecordView& view, const std::string& name, const Json& fact, const std::string& indent) {
  const auto heading = block(name + ":", indent), inner = indent + "  ";
  if (blob_of(fact)) return heading + block(view.text(fact), inner);
  if (fact.is_object() && fact.contains("not_available")) return block(name + ": " + view.why_absent(fact), indent);
  const bool holds_objects = fact.is_array() && !fact.empty() && fact.front().is_structured();
  if (holds_objects) {
    auto text = heading;
    for (const auto& item : fact) text += block(plain(item), inner);
    return text;
  }
  if (!fact.is_object() || fact.empty()) return block(name + ": " + plain(fact), indent);
  auto text = heading;
  for (const auto& [field, value] : fact.items()) text += fact_text(view, field, value, inner);
  return text;
}

}  // namespace

std::string closure_section(const RecordView& view) {
  const auto closure = view.made("/closure");
  // A trace looks at no closure.
  if (closure.is_null()) return {};
  if (const auto absent = view.why_absent(closure); !absent.empty()) return block(absent);
  std::vector<std::vector<std::string>> rows;
  for (const auto& variable : closure.value("free_variables", Json::array()))
    rows.push_back({printable(text_in(variable, "name")),
                    variable.value("empty", false) ? "empty cell" : text_in(variable, "type")});
  auto text = rows.empty() ? block("no free variables") : rows_text({"free variable", "the cell holds"}, rows);
  const auto globals = closure.value("globals", Json::array());
  return text + block("globals: " + plain(globals));
}

std::string names_section(const RecordView& view) {
  const auto names = view.made("/names");
  // A trace asks for no name.
  if (names.is_null()) return {};
  if (const auto absent = view.why_absent(names); !absent.empty()) return block(absent);
  std::vector<std::vector<std::string>> rows;
  for (const auto& name : names)
    rows.push_back({text_in(name, "line"), text_in(name, "in"), text_in(name, "name"),
                    text_in(name, "how") + (name.value("inferred", false) ? " (inferred)" : ""),
                    text_in(name, "what")});
  if (rows.empty()) return block("no name was looked up");
  return rows_text({"line", "in", "name", "resolved as", "to"}, rows);
}

std::string making_section(const RecordView& view) {
  std::string text;
  for (const auto& [name, fact] : view.record.making.items()) {
    const bool has_its_section = name == "source" || name == "syntax_tree" || name == "closure" || name == "names" ||
                                 name == "compilations" || name == "breaks";
    if (!has_its_section && name != "program") text += fact_text(view, name, fact, "  ");
  }
  const auto decorators = view.made("/source/decorators");
  if (decorators.is_array() && !decorators.empty()) text += block("decorators: " + plain(decorators));
  return text;
}

}  // namespace dy2stat
