// Making and comparing what a record keeps of its program.
#include "jit_probe/cli/kept_program.hpp"

#include <algorithm>

#include "jit_probe/record/sha256.hpp"

namespace dy2stat {
namespace {

Json reference_to(const std::string& content) {
  return text_reference(sha256_hex(content), content.size());
}

}  // namespace

Json kept_program(const Selected& selected) {
  const auto& request = selected.request;
  Json files = Json::object(), inputs = Json::array();
  for (const auto& [name, content] : request.files) files[name] = reference_to(content);
  if (request.shared_files)
    for (const auto& [name, content] : *request.shared_files) files[name] = reference_to(content);
  for (const auto& input : request.input_expressions) inputs.push_back(json_from_bytes(input));
  Json engines = Json::object();
  for (const auto& [name, text] : request.own_engines) engines[name] = reference_to(text);
  Json kept{{"files", std::move(files)},
            {"case_toml", selected.what.case_toml.empty() ? Json() : reference_to(selected.what.case_toml)},
            {"module", request.module},
            {"entry", request.entry},
            {"init_expression", json_from_bytes(request.init_expression)},
            {"input_expressions", std::move(inputs)}};
  if (!engines.empty()) kept["own_engines"] = std::move(engines);
  return kept;
}

void each_kept_text(const Selected& selected,
                    const std::function<void(const std::string& sha256, const std::string& content)>& visit) {
  for (const auto& [name, content] : selected.request.files) visit(sha256_hex(content), content);
  if (const auto& shared = selected.request.shared_files)
    for (const auto& [name, content] : *shared) visit(sha256_hex(content), content);
  for (const auto& [name, text] : selected.request.own_engines) visit(sha256_hex(text), text);
  if (const auto& text = selected.what.case_toml; !text.empty()) visit(sha256_hex(text), text);
}

bool is_made_of(const Record& record, const Json& kept) {
  const auto made_of = record.making.find("program");
  if (made_of == record.making.end()) return false;
  return std::ranges::all_of(kept.items(), [&](const auto& fact) {
    return made_of->contains(fact.key()) && made_of->at(fact.key()) == fact.value();
  });
}

}  // namespace dy2stat
