// How a call of a captured function reaches the executor: matching of arguments, profiling runs, the optimised plan.
#pragma once

#include "capture/python/headers.hpp"
#include "jit_probe/probes/blobs.hpp"

namespace dy2stat::probes {

// Follows the calls of one artifact.
class Execution {
 public:
  // `script` as for artifact_facts; of a module its method `method`.
  Execution(const py::object& script, const std::string& method);

  // Call before each call of the artifact: notes whether an optimised plan is there by then. Cheap.
  void before_call(int round, int input_set);

  // How these arguments are matched against the schema: {executor: "profiling" or "simple", profiled_runs: how many
  // runs it profiles before it optimises, arguments: [{name, type, given: "position"|"keyword"|"default"|"missing",
  // value}], match: "accepted" or what torch says against it, calls: [{round, input_set, plans}]}. Each of `calls` says
  // how many plans there were before that call. Call after the calls.
  Json call_facts(const py::tuple& positional, const py::dict& keywords) const;

  // {plans, optimised: reference, nodes, operators: {kind: count}}: the graph that the executor made of the captured
  // one for the inputs of the calls (torch's graph_for), or {"not_available": "why"}. Call after the calls.
  Json plan_facts(Blobs& blobs) const;

 private:
  struct Call {
    int round, input_set, plans;
  };
  int plans() const;

  py::object keep_alive_;
  torch::jit::Function* function_ = nullptr;
  std::optional<c10::IValue> self_;
  std::vector<Call> calls_;
};

}  // namespace dy2stat::probes
