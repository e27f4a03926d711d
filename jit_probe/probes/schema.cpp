// Facts of a schema.
#include "jit_probe/probes/schema.hpp"

#include <sstream>

#include "jit_probe/probes/literals.hpp"

namespace dy2stat::probes {

Json schema_facts(const c10::FunctionSchema& schema) {
  std::ostringstream text;
  text << schema;
  Json arguments = Json::array(), returns = Json::array();
  for (const auto& argument : schema.arguments()) {
    const auto& value = argument.default_value();
    arguments.push_back({{"name", argument.name()},
                         {"type", type_text(*argument.type())},
                         {"default", value ? json_from_bytes(literal(*value)) : Json()}});
  }
  for (const auto& result : schema.returns())
    returns.push_back({{"name", result.name()}, {"type", type_text(*result.type())}});
  return {{"text", json_from_bytes(without_mangling(text.str()))}, {"arguments", arguments}, {"returns", returns}};
}

}  // namespace dy2stat::probes
