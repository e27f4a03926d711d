// The JSON form of a program's syntax.
#include "jit_probe/record/syntax.hpp"

namespace dy2stat {
namespace {

Json step_to_json(const LoweringStep& step) {
  Json left = Json::array();
  for (const auto& line : step.left) left.push_back(json_from_bytes(line));
  return {{"key", step.key},
          {"seconds", step.seconds},
          {"statements", step.statements},
          {"source", json_from_bytes(step.source)},
          {"left", left}};
}

LoweringStep step_from_json(const Json& json) {
  LoweringStep step{json.at("key").get<std::string>(),
                    json.at("seconds").get<double>(),
                    json.at("statements").get<std::size_t>(),
                    bytes_from_json(json.at("source")),
                    {}};
  for (const auto& line : json.at("left")) step.left.push_back(bytes_from_json(line));
  return step;
}

}  // namespace

Json to_json(const SyntaxOptions& options) {
  return {
      {"sections", options.sections}, {"lowered", options.lowered}, {"after", options.after}, {"only", options.only}};
}

SyntaxOptions syntax_options_from_json(const Json& json) {
  return {json.at("sections").get<std::vector<std::string>>(), json.at("lowered").get<bool>(),
          json.at("after").get<std::string>(), json.at("only").get<std::vector<std::string>>()};
}

Json to_json(const Syntax& syntax) {
  Json texts = Json::array(), steps = Json::array();
  for (const auto& text : syntax.texts) texts.push_back(json_from_bytes(text));
  for (const auto& step : syntax.steps) steps.push_back(step_to_json(step));
  return {{"texts", texts}, {"steps", steps}, {"failure", json_from_bytes(syntax.failure)}};
}

Syntax syntax_from_json(const Json& json) {
  Syntax syntax;
  for (const auto& text : json.at("texts")) syntax.texts.push_back(bytes_from_json(text));
  for (const auto& step : json.at("steps")) syntax.steps.push_back(step_from_json(step));
  syntax.failure = bytes_from_json(json.at("failure"));
  return syntax;
}

}  // namespace dy2stat
