// Editing the expectations of a case.toml at parsed source positions.
#include "jit_probe/suite/rewrite.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "jit_probe/suite/toml_text.hpp"

namespace dy2stat {
namespace {

// A field as it is written; the value is empty where the field is not to be there.
struct Field {
  std::string key, value;
};

std::vector<Field> fields_of(const ExpectationBlock& block) {
  const auto& expected = block.expected;
  const auto text = [](const std::string& value) { return value.empty() ? "" : toml_string(value); };
  const auto list = [](const std::vector<std::string>& values) { return values.empty() ? "" : toml_list(values); };
  std::vector<std::string> aspects;
  for (const auto aspect : expected.aspects) aspects.emplace_back(name_of(aspect));
  return {{"engine", list(block.engines)},
          {"torch", text(block.torch)},
          {"verdict", toml_string(name_of(expected.verdict))},
          {"aspects", list(aspects)},
          {"stage", expected.stage ? toml_string(name_of(*expected.stage)) : ""},
          {"error", text(expected.error)},
          {"mechanism", text(expected.mechanism)},
          {"ops.has", list(expected.operators_has)},
          {"ops.not", list(expected.operators_not)}};
}

// The strings of a value, to see whether it already says what shall stand there.
std::vector<std::string> strings_of(const toml::node& node) {
  std::vector<std::string> strings;
  if (const auto value = node.value<std::string>()) strings.push_back(*value);
  if (const auto* array = node.as_array())
    for (const auto& item : *array) strings.push_back(item.value_or(std::string()));
  return strings;
}

// Whether the field's value already is the node's; a torch range is the same in any spelling.
bool says(const toml::node& node, const Field& field) {
  const auto table = toml::parse("value = " + field.value);
  const auto old = strings_of(node), now = strings_of(*table.get("value"));
  if (field.key == "torch" && old.size() == 1 && now.size() == 1)
    return TorchRange::parse(old[0]).text() == TorchRange::parse(now[0]).text();
  return old == now;
}

// A field that stands in the file: where its key begins and its value begins and ends.
struct Place {
  const toml::node* value = nullptr;
  std::size_t key_begin = 0, begin = 0, end = 0;
};

struct Edit {
  std::size_t begin, end;
  std::string text;
};

// Edits one expectation's table.
class TableEditor {
 public:
  TableEditor(std::string_view text, const TextPlaces& places, const toml::table& table, std::vector<Edit>& edits)
      : text_(text), places_(places), table_(table), edits_(edits) {}

  void replace(const ExpectationBlock& block) {
    const auto fields = fields_of(block);
    Place before = *find("engine");
    for (const auto& field : fields) {
      const auto place = find(field.key);
      if (!place) {
        if (!field.value.empty()) insert_after(before, field);
        continue;
      }
      if (field.value.empty())
        remove(*place);
      else if (!says(*place->value, field))
        edits_.push_back({place->begin, place->end, field.value});
      if (!field.value.empty()) before = *place;
    }
  }

  void append(const ExpectationBlock& block) {
    std::string added;
    for (const auto& field : fields_of(block)) {
      if (field.value.empty()) continue;
      if (table_.is_inline())
        added += (added.empty() ? "" : ", ") + field.key + " = " + field.value;
      else
        added += line_of(field);
    }
    if (table_.is_inline())
      edits_.push_back({end_of_table(), end_of_table(), ", { " + added + " }"});
    else
      insert_lines(last_byte(), newline() + "[[expect]]" + newline() + added);
  }

 private:
  std::string newline() const { return line_end_of(text_); }

  std::optional<Place> find(const std::string& key) const {
    const auto dot = key.find('.');
    const auto* table = dot == std::string::npos ? &table_ : table_.get_as<toml::table>(key.substr(0, dot));
    if (!table) return std::nullopt;
    const auto found = table->find(dot == std::string::npos ? key : key.substr(dot + 1));
    if (found == table->end()) return std::nullopt;
    const auto& source = found->second.source();
    return Place{&found->second, places_.offset(found->first.source().begin), places_.offset(source.begin),
                 places_.offset(source.end)};
  }

  // How far from its beginning the key's "=" stands.
  std::size_t width_of_key(const std::string& key) const {
    const auto begin = find(key)->key_begin;
    return std::min(text_.find('=', begin), text_.size()) - begin;
  }

  // "key = value", indented as the verdict is, and lined up with it if the file's author lined up engine and verdict.
  std::string line_of(const Field& field) const {
    const auto verdict = *find("verdict");
    const auto indent = verdict.key_begin - places_.line_begin(verdict.key_begin);
    const auto wide = width_of_key("verdict");
    auto key = field.key;
    if (width_of_key("engine") == wide && key.size() + 1 < wide) key.resize(wide - 1, ' ');
    return std::string(indent, ' ') + key + " = " + field.value + newline();
  }

  void insert_after(const Place& before, const Field& field) {
    if (table_.is_inline())
      edits_.push_back({before.end, before.end, ", " + field.key + " = " + field.value});
    else
      insert_lines(before.end, line_of(field));
  }

  // The lines behind the line that ends the value at `offset`; the file's last line may lack its end.
  void insert_lines(std::size_t offset, const std::string& lines) {
    const auto at = places_.line_end(offset == 0 ? 0 : offset - 1);
    const bool ended = (at > 0 && text_[at - 1] == '\n') || std::ranges::any_of(edits_, [&](const Edit& edit) {
                         return edit.begin == at && edit.end == at;
                       });
    edits_.push_back({at, at, (ended ? "" : newline()) + lines});
  }

  void remove(const Place& place) {
    if (!table_.is_inline()) {
      edits_.push_back({places_.line_begin(place.key_begin), places_.line_end(place.end - 1), ""});
      return;
    }
    // With the comma before it; a table never begins with a field that is removed, as engine and verdict always stay.
    const auto comma = text_.rfind(',', place.key_begin);
    const auto brace = text_.rfind('{', place.key_begin);
    if (comma != std::string::npos && (brace == std::string::npos || comma > brace)) {
      edits_.push_back({comma, place.end, ""});
      return;
    }
    const auto next = text_.find(',', place.end);
    edits_.push_back({place.key_begin, text_.find_first_not_of(" \t", next + 1), ""});
  }

  std::size_t end_of_table() const { return places_.offset(table_.source().end); }

  // The end of the table's last value.
  std::size_t last_byte() const {
    std::size_t last = 0;
    const auto visit = [&](const toml::table& table, const auto& self) -> void {
      for (const auto& [key, value] : table) {
        last = std::max(last, places_.offset(value.source().end));
        if (const auto* inner = value.as_table()) self(*inner, self);
      }
    };
    visit(table_, visit);
    return last;
  }

  std::string_view text_;
  const TextPlaces& places_;
  const toml::table& table_;
  std::vector<Edit>& edits_;
};

// Edits are at places of the old text; of those at the same place the first comes first.
std::string apply(const std::string& text, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, {}, &Edit::begin);
  std::string result;
  std::size_t at = 0;
  for (const auto& edit : edits) {
    if (edit.begin > at) result += text.substr(at, edit.begin - at);
    result += edit.text;
    at = std::max(at, edit.end);
  }
  return result + text.substr(at);
}

}  // namespace

std::string rewrite_expectations(const std::string& toml, const std::string& file,
                                 const std::vector<Replacement>& replacements) {
  try {
    const auto table = toml::parse(toml, file);
    const auto* expectations = table.get_as<toml::array>("expect");
    const TextPlaces places(toml);
    std::vector<Edit> edits;
    for (const auto& replacement : replacements) {
      const auto* old = expectations ? expectations->get_as<toml::table>(replacement.place) : nullptr;
      if (!old || !old->contains("engine") || !old->contains("verdict"))
        throw CannotRewrite(file + ": it has no expectation number " + std::to_string(replacement.place + 1) +
                            "; was it changed since the run?");
      TableEditor editor(toml, places, *old, edits);
      editor.replace(replacement.blocks.front());
      for (std::size_t at = 1; at < replacement.blocks.size(); ++at) editor.append(replacement.blocks[at]);
    }
    return apply(toml, std::move(edits));
  } catch (const toml::parse_error& error) {
    throw CannotRewrite(file + ":" + std::to_string(error.source().begin.line) + ":" +
                        std::to_string(error.source().begin.column) + ": " + std::string(error.description()));
  }
}

std::string append_expectations(const std::string& toml, const std::vector<ExpectationBlock>& blocks) {
  const auto newline = line_end_of(toml);
  auto text = toml;
  if (!text.empty() && !text.ends_with('\n')) text += newline;
  for (const auto& block : blocks) {
    text += newline + "[[expect]]" + newline;
    for (const auto& field : fields_of(block))
      if (!field.value.empty()) text += field.key + " = " + field.value + newline;
  }
  return text;
}

}  // namespace dy2stat
