// Puts the probes of an artifact together.
#include "jit_probe/probes/artifact.hpp"

#include <torch/csrc/jit/python/module_python.h>

#include <stdexcept>

#include "capture/python/raised.hpp"
#include "jit_probe/probes/code.hpp"
#include "jit_probe/probes/graph.hpp"
#include "jit_probe/probes/literals.hpp"
#include "jit_probe/probes/schema.hpp"
#include "jit_probe/probes/source_ranges.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::Function;
using torch::jit::Module;

// The graph, code and schema of one function or method.
void add_function(Json& facts, Function& function, Blobs& blobs) {
  const auto graph = torch::jit::toGraphFunction(function).graph();
  facts["graph"] = guarded([&] { return graph_facts(*graph, blobs); });
  facts["code"] = guarded([&] { return code_facts(function, blobs); });
  facts["schema"] = guarded([&] { return schema_facts(function.getSchema()); });
}

// The same, and what is recorded only of the function that was captured.
void add_captured(Json& facts, Function& function, Blobs& blobs) {
  add_function(facts, function, blobs);
  const auto graph = torch::jit::toGraphFunction(function).graph();
  facts["inlined"] = guarded([&] { return graph_facts(*inlined_copy(*graph), blobs); });
  facts["source_ranges"] = guarded([&] { return source_ranges(*graph, blobs); });
}

template <typename Tensors>
Json tensors_of(const Tensors& named) {
  Json listed = Json::array();
  for (const auto& [name, tensor] : named)
    listed.push_back({{"name", name}, {"dtype", c10::toString(tensor.scalar_type())}, {"shape", tensor.sizes().vec()}});
  return listed;
}

// The methods beside the one that was captured.
Json other_methods(const Module& module, const std::string& captured, Blobs& blobs) {
  Json methods = Json::object();
  for (const auto& method : module.get_methods())
    if (method.name() != captured) add_function(methods[method.name()], method.function(), blobs);
  return methods;
}

Function& captured_function(const py::object& script, const std::string& method) {
  if (const auto module = torch::jit::as_module(script)) {
    if (const auto found = module->find_method(method)) return found->function();
    throw std::invalid_argument("the captured module has no method '" + method + "'");
  }
  if (py::isinstance<torch::jit::StrongFunctionPtr>(script))
    return *script.cast<torch::jit::StrongFunctionPtr>().function_;
  throw std::invalid_argument("a " + py::str(py::type::of(script)).cast<std::string>() +
                              " cannot be inspected; it is neither a ScriptFunction nor a ScriptModule");
}

}  // namespace

Json guarded(const std::function<Json()>& probe) {
  try {
    return probe();
  } catch (const py::error_already_set& error) {
    const auto raised = raised_from(error);  // what() would add a traceback with this machine's paths
    return {{"failed", json_from_bytes(raised.type + ": " + raised.message)}};
  } catch (const std::exception& error) {
    return {{"failed", json_from_bytes(error.what())}};
  }
}

Json artifact_facts(const py::object& script, const std::string& method, Blobs& blobs) {
  auto& function = captured_function(script, method);
  const auto module = torch::jit::as_module(script);
  Json facts{{"kind", module ? "module" : "function"}};
  add_captured(facts, function, blobs);
  if (!module) return facts;
  facts["methods"] = guarded([&] { return other_methods(*module, method, blobs); });
  facts["parameters"] = guarded([&] { return tensors_of(module->named_parameters()); });
  facts["buffers"] = guarded([&] { return tensors_of(module->named_buffers()); });
  return facts;
}

std::shared_ptr<torch::jit::Graph> inlined_graph(const py::object& script, const std::string& method) {
  return inlined_copy(*torch::jit::toGraphFunction(captured_function(script, method)).graph());
}

}  // namespace dy2stat::probes
