// The JSON form of a record, schema version 1; notes/records.md documents it field by field.
#include "jit_probe/record/record.hpp"

namespace dy2stat {

Difference difference_from_json(const Json& json) {
  return {word_from<Aspect>(json.at("aspect").get<std::string>()),
          word_from<Severity>(json.at("severity").get<std::string>()),
          bytes_from_json(json.at("where")),
          bytes_from_json(json.at("eager")),
          bytes_from_json(json.at("captured")),
          bytes_from_json(json.at("detail"))};
}

Error error_from_json(const Json& json) {
  return {json.at("type").get<std::string>(), bytes_from_json(json.at("message")), bytes_from_json(json.at("where")),
          json.at("traceback")};
}

namespace {

template <typename Words>
Json names_of(const Words& words) {
  Json json = Json::array();
  for (const auto word : words) json.push_back(name_of(word));
  return json;
}

template <typename Word>
std::vector<Word> words_from(const Json& json) {
  std::vector<Word> words;
  for (const auto& name : json) words.push_back(word_from<Word>(name.get<std::string>()));
  return words;
}

Json to_json(const Expected& expected) {
  Json json{{"verdict", name_of(expected.verdict)}};
  if (!expected.aspects.empty()) json["aspects"] = names_of(expected.aspects);
  if (expected.stage) json["stage"] = name_of(*expected.stage);
  if (!expected.error.empty()) json["error"] = expected.error;
  if (!expected.mechanism.empty()) json["mechanism"] = expected.mechanism;
  if (!expected.operators_has.empty()) json["operators_has"] = expected.operators_has;
  if (!expected.operators_not.empty()) json["operators_not"] = expected.operators_not;
  json["at"] = expected.at;
  return json;
}

Expected expected_from(const Json& json) {
  Expected expected;
  expected.verdict = word_from<Verdict>(json.at("verdict").get<std::string>());
  if (json.contains("aspects")) expected.aspects = words_from<Aspect>(json.at("aspects"));
  if (json.contains("stage")) expected.stage = word_from<Stage>(json.at("stage").get<std::string>());
  expected.error = json.value("error", "");
  expected.mechanism = json.value("mechanism", "");
  expected.operators_has = json.value("operators_has", std::vector<std::string>{});
  expected.operators_not = json.value("operators_not", std::vector<std::string>{});
  expected.at = json.value("at", "");
  return expected;
}

constexpr std::pair<const char*, double Seconds::*> second_fields[] = {
    {"load", &Seconds::load},       {"eager", &Seconds::eager}, {"capture", &Seconds::capture},
    {"inspect", &Seconds::inspect}, {"call", &Seconds::call},   {"save", &Seconds::save},
    {"verify", &Seconds::verify},   {"total", &Seconds::total},
};

Json to_json(const Seconds& seconds) {
  Json json = Json::object();
  for (const auto& [name, field] : second_fields) json[name] = seconds.*field;
  return json;
}

Seconds seconds_from(const Json& json) {
  Seconds seconds;
  for (const auto& [name, field] : second_fields) seconds.*field = json.at(name).get<double>();
  return seconds;
}

Json byte_list(const std::vector<std::string>& texts) {
  Json json = Json::array();
  for (const auto& text : texts) json.push_back(json_from_bytes(text));
  return json;
}

std::vector<std::string> texts_from(const Json& json) {
  std::vector<std::string> texts;
  for (const auto& text : json) texts.push_back(bytes_from_json(text));
  return texts;
}

Record read(const Json& json) {
  Record record;
  record.case_name = bytes_from_json(json.at("case"));
  record.engine = json.at("engine").get<std::string>();
  record.worker = json.at("worker").get<std::string>();
  record.torch = TorchVersion::parse(json.at("torch").get<std::string>());
  record.verdict = word_from<Verdict>(json.at("verdict").get<std::string>());
  record.stage = word_from<Stage>(json.at("stage").get<std::string>());
  if (!json.at("expected").is_null()) record.expected = expected_from(json.at("expected"));
  if (!json.at("as_expected").is_null()) record.as_expected = json.at("as_expected").get<bool>();
  record.reason = bytes_from_json(json.at("reason"));
  if (!json.at("error").is_null()) record.error = error_from_json(json.at("error"));
  for (const auto& difference : json.at("differences")) record.differences.push_back(difference_from_json(difference));
  record.not_checked = words_from<Aspect>(json.at("not_checked"));
  record.notes = texts_from(json.at("notes"));
  record.seconds = seconds_from(json.at("seconds"));
  record.peak_mib = json.at("peak_mib").get<double>();
  record.tags = texts_from(json.at("tags"));
  record.flaky = json.at("flaky").get<bool>();
  record.rounds = texts_from(json.at("rounds"));
  record.tolerances = json.at("tolerances");
  record.making = json.at("making");
  record.artifact = json.at("artifact");
  return record;
}

}  // namespace

Json to_json(const Difference& difference) {
  return {{"aspect", name_of(difference.aspect)},
          {"severity", name_of(difference.severity)},
          {"where", json_from_bytes(difference.where)},
          {"eager", json_from_bytes(difference.eager)},
          {"captured", json_from_bytes(difference.captured)},
          {"detail", json_from_bytes(difference.detail)}};
}

Json to_json(const Error& error) {
  return {{"type", error.type},
          {"message", json_from_bytes(error.message)},
          {"where", json_from_bytes(error.where)},
          {"traceback", error.traceback}};
}

std::string Record::category() const {
  const auto slash = case_name.rfind('/');
  if (slash == std::string::npos || case_name.find(':') != std::string::npos) return "(no case)";
  const auto before = case_name.rfind('/', slash - 1);
  return case_name.substr(before == std::string::npos ? 0 : before + 1,
                          slash - (before == std::string::npos ? 0 : before + 1));
}

Json to_json(const Record& record) {
  Json differences = Json::array();
  for (const auto& difference : record.differences) differences.push_back(to_json(difference));
  return {{"schema", record_schema},
          {"case", json_from_bytes(record.case_name)},
          {"engine", record.engine},
          {"worker", record.worker},
          {"torch", record.torch.text()},
          {"verdict", name_of(record.verdict)},
          {"stage", name_of(record.stage)},
          {"expected", record.expected ? to_json(*record.expected) : Json()},
          {"as_expected", record.as_expected ? Json(*record.as_expected) : Json()},
          {"reason", json_from_bytes(record.reason)},
          {"error", record.error ? to_json(*record.error) : Json()},
          {"differences", differences},
          {"not_checked", names_of(record.not_checked)},
          {"notes", byte_list(record.notes)},
          {"seconds", to_json(record.seconds)},
          {"peak_mib", record.peak_mib},
          {"tags", byte_list(record.tags)},
          {"flaky", record.flaky},
          {"rounds", byte_list(record.rounds)},
          {"tolerances", record.tolerances},
          {"making", record.making},
          {"artifact", record.artifact}};
}

void refuse_newer_schema(int schema) {
  if (schema > record_schema)
    throw NewerSchema("this record has schema " + std::to_string(schema) + ", newer than the " +
                      std::to_string(record_schema) +
                      " that this jit_probe reads; use the jit_probe that made the run");
}

Record record_from_json(const Json& json) {
  try {
    refuse_newer_schema(json.at("schema").get<int>());
    return read(json);
  } catch (const nlohmann::json::exception& error) {
    throw BadRecord("this record cannot be read: " + problem_of(error));
  } catch (const std::invalid_argument& error) {
    throw BadRecord(std::string("this record cannot be read: ") + error.what());
  }
}

Json text_reference(const std::string& sha256, std::size_t bytes) {
  return {{"blob", sha256}, {"bytes", bytes}};
}

std::optional<std::string> blob_of(const Json& fact) {
  if (!fact.is_object() || !fact.contains("blob")) return std::nullopt;
  return fact.at("blob").get<std::string>();
}

}  // namespace dy2stat
