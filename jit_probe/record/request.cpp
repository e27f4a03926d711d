// The JSON form of a request.
#include "jit_probe/record/request.hpp"

#include "jit_probe/record/vocabulary.hpp"

namespace dy2stat {

std::string_view name_of(Isolation isolation) {
  switch (isolation) {
    case Isolation::engine:
      return "engine";
    case Isolation::one_case:
      return "case";
    case Isolation::none:
      return "none";
  }
  throw std::logic_error("an isolation without a name");
}

Isolation isolation_from(std::string_view word) {
  for (const auto isolation : {Isolation::engine, Isolation::one_case, Isolation::none})
    if (name_of(isolation) == word) return isolation;
  throw UnknownWord("'" + std::string(word) + "' is no isolation; there are engine, case, none");
}

Json to_json(const CaseRequest& request) {
  Json files = Json::object();
  for (const auto& [name, content] : request.files) files[name] = json_from_bytes(content);
  if (request.shared_files)
    for (const auto& [name, content] : *request.shared_files) files[name] = json_from_bytes(content);
  Json own_engines = Json::object();
  for (const auto& [name, text] : request.own_engines) own_engines[name] = json_from_bytes(text);
  Json json{{"type", "case"},
            {"case", json_from_bytes(request.case_name)},
            {"files", files},
            {"module", request.module},
            {"entry", request.entry},
            {"init_expression", json_from_bytes(request.init_expression)},
            {"input_expressions", request.input_expressions},
            {"required_packages", request.required_packages},
            {"required_torch", request.required_torch},
            {"engines", request.engines},
            {"own_engines", own_engines},
            {"timeout_seconds", request.limits.timeout_seconds},
            {"memory_mib", request.limits.memory_mib},
            {"processes", request.limits.processes},
            {"isolation", name_of(request.isolation)}};
  if (request.benchmark) json["benchmark"] = to_json(*request.benchmark);
  for (const auto& benchmark : request.measured) json["measured"].push_back(to_json(benchmark));
  if (request.calls) json["calls"] = to_json(*request.calls);
  if (request.names) json["names"] = to_json(*request.names);
  if (request.syntax) json["syntax"] = to_json(*request.syntax);
  if (request.search) json["search"] = to_json(*request.search);
  if (request.corpus) json["corpus"] = to_json(*request.corpus);
  if (!request.preload.empty()) json["preload"] = request.preload;
  return json;
}

CaseRequest request_from_json(const Json& json) {
  CaseRequest request;
  request.case_name = bytes_from_json(json.at("case"));
  for (const auto& [name, content] : json.at("files").items()) request.files[name] = bytes_from_json(content);
  request.module = json.at("module").get<std::string>();
  request.entry = json.at("entry").get<std::string>();
  request.init_expression = bytes_from_json(json.at("init_expression"));
  request.input_expressions = json.at("input_expressions").get<std::vector<std::string>>();
  request.required_packages = json.at("required_packages").get<std::vector<std::string>>();
  request.required_torch = json.at("required_torch").get<std::string>();
  request.engines = json.at("engines").get<std::vector<std::string>>();
  for (const auto& [name, text] : json.at("own_engines").items()) request.own_engines[name] = bytes_from_json(text);
  request.limits.timeout_seconds = json.at("timeout_seconds").get<double>();
  request.limits.memory_mib = json.at("memory_mib").get<double>();
  request.limits.processes = json.at("processes").get<int>();
  request.isolation = isolation_from(json.at("isolation").get<std::string>());
  if (json.contains("benchmark")) request.benchmark = benchmark_options_from_json(json.at("benchmark"));
  if (json.contains("measured"))
    for (const auto& benchmark : json.at("measured")) request.measured.push_back(benchmark_from_json(benchmark));
  if (json.contains("calls")) request.calls = calls_options_from_json(json.at("calls"));
  if (json.contains("names")) request.names = names_options_from_json(json.at("names"));
  if (json.contains("syntax")) request.syntax = syntax_options_from_json(json.at("syntax"));
  if (json.contains("search")) request.search = search_options_from_json(json.at("search"));
  if (json.contains("corpus")) request.corpus = corpus_options_from_json(json.at("corpus"));
  request.preload = json.value("preload", std::vector<std::string>());
  return request;
}

}  // namespace dy2stat
