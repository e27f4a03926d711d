// What the graph executor did with a captured function.
#include "jit_probe/probes/execution.hpp"

#include <torch/csrc/jit/python/module_python.h>
#include <torch/csrc/jit/runtime/interpreter.h>

#include "jit_probe/probes/graph.hpp"
#include "jit_probe/probes/literals.hpp"
#include "jit_probe/probes/python_text.hpp"

namespace dy2stat::probes {
namespace {

using torch::jit::GraphExecutorState;

// As torch's graph_for: differentiable parts are replaced by the graphs that their own executors optimised, where these
// have exactly one plan.
std::shared_ptr<torch::jit::Graph> optimised_graph(const torch::jit::ExecutionPlan& plan) {
  auto graph = plan.graph->copy();
  auto code = plan.code;
  std::size_t index = 0;
  const auto& executors = code.diff_graph_op_executors();
  for (auto* node : graph->nodes()) {
    if (node->kind() != c10::prim::DifferentiableGraph || index == executors.size()) continue;
    auto* executor = executors[index++];
    if (!executor->isOptimized()) continue;
    const auto state = executor->getDebugState();
    if (state.execution_plans.size() == 1)
      node->g_(c10::attr::Subgraph, state.execution_plans.begin()->second.graph->copy());
  }
  return graph;
}

std::string matched(const c10::FunctionSchema& schema, const py::tuple& positional, const py::dict& keywords,
                    const std::optional<c10::IValue>& self) {
  const torch::jit::tuple_slice arguments(positional);
  const auto named = py::reinterpret_borrow<py::kwargs>(keywords);
  try {
    if (self)
      torch::jit::createStackForSchema(schema, arguments, named, *self);
    else
      torch::jit::createStackForSchema(schema, arguments, named, {});
    return "accepted";
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace

Execution::Execution(const py::object& script, const std::string& method) : keep_alive_(script) {
  if (const auto module = torch::jit::as_module(script)) {
    self_ = module->_ivalue();
    function_ = &module->get_method(method).function();
  } else {
    function_ = script.cast<torch::jit::StrongFunctionPtr>().function_;
  }
}

int Execution::plans() const {
  auto& executor = torch::jit::toGraphFunction(*function_).get_executor();
  return executor.isOptimized() ? static_cast<int>(executor.getDebugState().execution_plans.size()) : 0;
}

void Execution::before_call(int round, int input_set) {
  calls_.push_back({round, input_set, plans()});
}

Json Execution::call_facts(const py::tuple& positional, const py::dict& keywords) const {
  const auto& schema = function_->getSchema();
  Json arguments = Json::array(), calls = Json::array();
  std::size_t place = 0;
  for (const auto& argument : schema.arguments()) {
    if (self_ && &argument == &schema.arguments().front()) continue;
    Json matched{{"name", argument.name()}, {"type", type_text(*argument.type())}};
    if (place < positional.size()) {
      matched["given"] = "position";
      matched["value"] = describe(positional[place++]);
    } else if (keywords.contains(argument.name().c_str())) {
      matched["given"] = "keyword";
      matched["value"] = describe(keywords[argument.name().c_str()]);
    } else if (argument.default_value()) {
      matched["given"] = "default";
      matched["value"] = literal(*argument.default_value());
    } else {
      matched["given"] = "missing";
    }
    arguments.push_back(matched);
  }
  for (const auto& call : calls_)
    calls.push_back({{"round", call.round}, {"input_set", call.input_set}, {"plans", call.plans}});
  const bool profiling = torch::jit::getExecutorMode() && torch::jit::getProfilingMode();
  return {{"executor", profiling ? "profiling" : "simple"},
          {"profiled_runs", torch::jit::getNumProfiledRuns().load()},
          {"arguments", arguments},
          {"match", json_from_bytes(matched(schema, positional, keywords, self_))},
          {"calls", calls}};
}

Json Execution::plan_facts(Blobs& blobs) const {
  auto& executor = torch::jit::toGraphFunction(*function_).get_executor();
  if (!executor.isOptimized()) return {{"not_available", "the executor made no plan: no call came through"}};
  const auto state = executor.getDebugState();
  Json facts{{"plans", state.execution_plans.size()}};
  if (state.execution_plans.size() != 1) return facts;
  const auto graph = optimised_graph(state.execution_plans.begin()->second);
  const auto counts = count(*graph);
  facts["optimised"] = blobs.add_text(graph->toString());
  facts["nodes"] = counts.nodes;
  facts["operators"] = counts.operators;
  return facts;
}

}  // namespace dy2stat::probes
