// The code of a captured function and its constants.
#include "jit_probe/probes/code.hpp"

#include <torch/csrc/jit/serialization/python_print.h>

#include "jit_probe/probes/literals.hpp"

namespace dy2stat::probes {

Json code_facts(const torch::jit::Function& function, Blobs& blobs) {
  std::vector<c10::IValue> constants;
  torch::jit::PrintDepsTable dependencies;
  torch::jit::PythonPrint printer(constants, dependencies);
  const auto& arguments = function.getSchema().arguments();
  const bool is_method =
      !arguments.empty() && arguments[0].name() == "self" && arguments[0].type()->cast<c10::ClassType>();
  if (is_method)
    printer.printMethod(function);
  else
    printer.printFunction(function);
  Json listed = Json::array();
  for (const auto& constant : constants)
    listed.push_back({{"name", "c" + std::to_string(listed.size())},
                      {"type", type_text(*constant.type())},
                      {"value", json_from_bytes(literal(constant))}});
  return {{"text", blobs.add_text(printer.str())}, {"constants", listed}};
}

}  // namespace dy2stat::probes
