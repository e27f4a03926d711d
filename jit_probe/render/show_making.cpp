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

std::string joined(const Json& words) {
  std::string text;
  for (const auto& word : words)
    text += (text.empty() ? "" : ", ") + (word.is_string() ? bytes_from_json(word) : word.dump());
  return text;
}

// An item of a list on one line: a warning as "program.py:7: message".
std::string item_text(const Json& item) {
  if (item.is_object() && item.contains("message") && item.contains("where"))
    return bytes_from_json(item.at("where")) + ": " + bytes_from_json(item.at("message"));
  return item.is_string() ? bytes_from_json(item) : item.dump();
}

// A fact of the making that has no section of its own: one line if it is short, indented JSON otherwise.
std::string fact_text(const RecordView& view, const std::string& name, const Json& fact) {
  if (blob_of(fact)) return "  " + name + ":\n" + block(view.text(fact), "    ");
  if (const auto absent = view.why_absent(fact); !absent.empty()) return "  " + name + ": " + absent + "\n";
  if (fact.is_string()) return block(name + ": " + bytes_from_json(fact));
  if (!fact.is_array()) {
    const auto line = fact.dump();
    return line.size() <= 80 ? block(name + ": " + line) : "  " + name + ":\n" + block(fact.dump(2), "    ");
  }
  if (fact.empty()) return "  " + name + ": none\n";
  std::string text = "  " + name + ":\n";
  for (const auto& item : fact) text += block(item_text(item), "    ");
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
  return text + block("globals: " + (globals.empty() ? "none" : joined(globals)));
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
    const bool has_its_section = name == "source" || name == "syntax_tree" || name == "closure" || name == "names";
    if (!has_its_section && name != "program") text += fact_text(view, name, fact);
  }
  const auto decorators = view.made("/source/decorators");
  if (decorators.is_array() && !decorators.empty()) text += block("decorators: " + joined(decorators));
  return text;
}

}  // namespace dy2stat
