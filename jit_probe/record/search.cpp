// The JSON form of searches.
#include "jit_probe/record/search.hpp"

namespace dy2stat {
namespace {

Json finding_to_json(const Finding& finding) {
  Json differences = Json::array();
  for (const auto& difference : finding.differences) differences.push_back(to_json(difference));
  return {{"kind", name_of(finding.kind)},
          {"input", json_from_bytes(finding.input)},
          {"stands_alone", finding.stands_alone},
          {"training", finding.training ? Json(*finding.training) : Json()},
          {"no_grad", finding.no_grad},
          {"differences", differences},
          {"error", finding.error ? to_json(*finding.error) : Json()},
          {"tried", finding.tried},
          {"from", json_from_bytes(finding.from)},
          {"shrinking", finding.shrinking}};
}

Finding finding_from(const Json& json) {
  Finding finding;
  finding.kind = finding_kind_from(json.at("kind").get<std::string>());
  finding.input = bytes_from_json(json.at("input"));
  finding.stands_alone = json.at("stands_alone").get<bool>();
  if (!json.at("training").is_null()) finding.training = json.at("training").get<bool>();
  finding.no_grad = json.at("no_grad").get<bool>();
  for (const auto& difference : json.at("differences")) finding.differences.push_back(difference_from_json(difference));
  if (!json.at("error").is_null()) finding.error = error_from_json(json.at("error"));
  finding.tried = json.at("tried").get<int>();
  finding.from = bytes_from_json(json.at("from"));
  finding.shrinking = json.at("shrinking").get<int>();
  return finding;
}

constexpr std::pair<const char*, int Search::*> search_counts[] = {
    {"tried", &Search::tried},
    {"raised_in_eager", &Search::raised_in_eager},
    {"gave_up", &Search::gave_up},
    {"differing", &Search::differing},
    {"unconfirmed", &Search::unconfirmed},
    {"nondeterministic", &Search::nondeterministic},
    {"rounding", &Search::rounding},
    {"branches", &Search::branches},
    {"branches_known", &Search::branches_known},
};

Search read_search(const Json& json) {
  Search search;
  if (json.at("schema").get<int>() > search_schema)
    throw BadRecord("this search was written by a newer dy2stat; read it with that one");
  search.case_name = bytes_from_json(json.at("case"));
  search.engine = json.at("engine").get<std::string>();
  search.worker = json.at("worker").get<std::string>();
  search.torch = TorchVersion::parse(json.at("torch").get<std::string>());
  search.options = search_options_from_json(json.at("options"));
  for (const auto& [name, count] : search_counts) search.*count = json.at(name).get<int>();
  search.seconds = json.at("seconds").get<double>();
  for (const auto& finding : json.at("findings")) search.findings.push_back(finding_from(finding));
  search.already = bytes_from_json(json.at("already"));
  search.insert_at = json.at("insert_at").get<long>();
  search.insert_before = json.at("insert_before").get<std::string>();
  search.insert_after = json.at("insert_after").get<std::string>();
  search.missing = missing_from(json.at("missing").get<std::string>());
  search.failure = bytes_from_json(json.at("failure"));
  return search;
}

}  // namespace

std::string_view name_of(FindingKind kind) {
  constexpr std::string_view names[] = {
      "wrong", "crashed", "accepts", "wrong_on_other_sizes", "restricted", "restricted_on_other_sizes"};
  return names[static_cast<std::size_t>(kind)];
}

FindingKind finding_kind_from(std::string_view word) {
  for (const auto kind : finding_kinds)
    if (name_of(kind) == word) return kind;
  throw UnknownWord("'" + std::string(word) + "' is no kind of finding");
}

bool is_counterexample(FindingKind kind) {
  return kind != FindingKind::restricted && kind != FindingKind::restricted_on_other_sizes;
}

Json to_json(const SearchOptions& options) {
  return {{"budget", options.budget}, {"seed", options.seed}, {"seconds_per_input", options.seconds_per_input}};
}

SearchOptions search_options_from_json(const Json& json) {
  return {json.at("budget").get<int>(), json.at("seed").get<std::uint64_t>(),
          json.at("seconds_per_input").get<double>()};
}

Json to_json(const Search& search) {
  Json json{{"schema", search_schema},      {"case", json_from_bytes(search.case_name)},
            {"engine", search.engine},      {"worker", search.worker},
            {"torch", search.torch.text()}, {"options", to_json(search.options)}};
  for (const auto& [name, count] : search_counts) json[name] = search.*count;
  json["seconds"] = search.seconds;
  json["findings"] = Json::array();
  for (const auto& finding : search.findings) json["findings"].push_back(finding_to_json(finding));
  json["already"] = json_from_bytes(search.already);
  json["insert_at"] = search.insert_at;
  json["insert_before"] = search.insert_before;
  json["insert_after"] = search.insert_after;
  json["missing"] = name_of(search.missing);
  json["failure"] = json_from_bytes(search.failure);
  return json;
}

Search search_from_json(const Json& json) {
  try {
    return read_search(json);
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord("this search cannot be read: " + problem_of(error));
  } catch (const std::invalid_argument& error) {
    throw BadRecord(std::string("this search cannot be read: ") + error.what());
  }
}

}  // namespace dy2stat
