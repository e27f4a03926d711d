// The JSON form of a corpus.
#include "jit_probe/record/corpus.hpp"

namespace dy2stat {
namespace {

Json case_to_json(const CorpusCase& one) {
  Json attempts = Json::array();
  for (const auto& attempt : one.attempts) attempts.push_back(json_from_bytes(attempt));
  return {{"name", one.name}, {"program", json_from_bytes(one.program)}, {"tags", one.tags}, {"attempts", attempts}};
}

CorpusCase case_from_json(const Json& json) {
  CorpusCase one{json.at("name").get<std::string>(),
                 bytes_from_json(json.at("program")),
                 json.at("tags").get<std::vector<std::string>>(),
                 {}};
  for (const auto& attempt : json.at("attempts")) one.attempts.push_back(bytes_from_json(attempt));
  return one;
}

}  // namespace

Json to_json(const CorpusOptions& options) {
  Json inputs = Json::array();
  for (const auto& [glob, expression] : options.inputs) inputs.push_back({glob, expression});
  return {{"name", options.name}, {"arguments", options.arguments}, {"inputs", inputs}};
}

CorpusOptions corpus_options_from_json(const Json& json) {
  CorpusOptions options{json.at("name").get<std::string>(), json.at("arguments").get<std::string>(), {}};
  for (const auto& pair : json.at("inputs"))
    options.inputs.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
  return options;
}

Json to_json(const CorpusPart& part) {
  Json cases = Json::array(), left_out = Json::array(), files = Json::object();
  for (const auto& [name, text] : part.files) files[name] = json_from_bytes(text);
  for (const auto& one : part.cases) cases.push_back(case_to_json(one));
  for (const auto& out : part.left_out)
    left_out.push_back({{"name", out.name}, {"stage", out.stage}, {"reason", json_from_bytes(out.reason)}});
  return {{"cases", cases},
          {"left_out", left_out},
          {"preload", part.preload},
          {"files", files},
          {"failure", json_from_bytes(part.failure)},
          {"is_last", part.is_last}};
}

CorpusPart corpus_part_from_json(const Json& json) {
  CorpusPart part;
  for (const auto& one : json.at("cases")) part.cases.push_back(case_from_json(one));
  for (const auto& out : json.at("left_out"))
    part.left_out.push_back(
        {out.at("name").get<std::string>(), out.at("stage").get<std::string>(), bytes_from_json(out.at("reason"))});
  part.preload = json.at("preload").get<std::vector<std::string>>();
  for (const auto& [name, text] : json.at("files").items()) part.files[name] = bytes_from_json(text);
  part.failure = bytes_from_json(json.at("failure"));
  part.is_last = json.at("is_last").get<bool>();
  return part;
}

}  // namespace dy2stat
