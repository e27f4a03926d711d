// Lives through the input sets with one subject and notes down what it shows.
#include "capture/parity/copy_arguments.hpp"
#include "capture/parity/observations.hpp"
#include "capture/parity/state_of_instance.hpp"

namespace dy2stat::parity {
namespace {

// "program.py:12": the innermost line that is not torch's own.
std::string line_of(const py::object& traceback) {
  std::string where;
  for (py::object step = traceback; step && !step.is_none(); step = step.attr("tb_next")) {
    const std::string file = py::str(step.attr("tb_frame").attr("f_code").attr("co_filename"));
    if (file.find("/torch/") == std::string::npos)
      where = file.substr(file.rfind('/') + 1) + ":" + std::string(py::str(step.attr("tb_lineno")));
  }
  return where;
}

Raised raised_from(py::error_already_set& error) {
  Raised raised;
  raised.type = py::str(error.type().attr("__name__"));
  try {
    raised.message = py::str(error.value());
    if (error.trace()) raised.where = line_of(error.trace());
  } catch (py::error_already_set&) {
    raised.message = "(its message cannot be shown: __str__ raised)";
  }
  return raised;
}

void seed_everything(std::uint64_t seed) {
  const auto modules = py::module_::import("sys").attr("modules");
  py::module_::import("torch").attr("manual_seed")(seed);
  py::module_::import("random").attr("seed")(seed);
  if (modules.contains("numpy")) py::module_::import("numpy").attr("random").attr("seed")(seed & 0xffffffffu);
}

using Named = std::vector<std::pair<std::string, at::Tensor>>;

Named parameters_of(const py::object& instance, const char* listing = "named_parameters") {
  Named parameters;
  if (instance.is_none() || !py::hasattr(instance, listing)) return parameters;
  for (auto item : instance.attr(listing)())
    parameters.emplace_back(py::str(item[py::int_(0)]), THPVariable_Unpack(py::object(item[py::int_(1)]).ptr()));
  return parameters;
}

const void* storage_of(const at::Tensor& tensor) {
  return tensor.has_storage() && tensor.storage().nbytes() > 0 ? tensor.storage().unsafeGetStorageImpl() : nullptr;
}

Aliases aliases_of(const py::object& result, const InputSet& arguments, const py::object& instance) {
  std::map<const void*, std::set<std::string>> owners;
  const auto own = [&](const at::Tensor& tensor, const std::string& name) {
    if (const auto storage = storage_of(tensor)) owners[storage].insert(name);
  };
  const auto own_argument = [&](const at::Tensor& tensor, const std::string& path, py::handle) {
    own(tensor, "argument " + path);
  };
  each_tensor(arguments.positional, "", own_argument);
  each_tensor(arguments.keywords, "", own_argument);
  for (const auto& [name, tensor] : parameters_of(instance)) own(tensor, "parameter " + name);
  for (const auto& [name, tensor] : parameters_of(instance, "named_buffers")) own(tensor, "buffer " + name);
  const auto own_result = [&](const at::Tensor& tensor, const std::string& path, py::handle) {
    own(tensor, "result" + path);
  };
  each_tensor(result, "", own_result);
  Aliases aliases;
  each_tensor(result, "", [&](const at::Tensor& tensor, const std::string& path, py::handle) {
    auto& shared = aliases[path];
    if (const auto storage = storage_of(tensor)) shared = owners[storage];
    shared.erase("result" + path);
  });
  return aliases;
}

py::object call(const Subject& subject, const InputSet& arguments) {
  return subject.callable(*arguments.positional, **arguments.keywords);
}

Call observe_call(const Subject& subject, const InputSet& input, const Options& options) {
  Call observed;
  const auto copied = copy_arguments(input, subject.instance, false).arguments;
  seed_everything(options.seed);
  if (options.take_output) options.take_output();
  try {
    const auto result = call(subject, copied);
    observed.result = snapshot_of(result);
    observed.aliases = aliases_of(result, copied, subject.instance);
  } catch (py::error_already_set& error) {
    observed.raised = raised_from(error);
  }
  if (options.take_output) observed.output = options.take_output();
  observed.arguments = snapshot_of(py::make_tuple(copied.positional, copied.keywords));
  return observed;
}

// The sum of the float results that require gradients, each element weighted differently; undefined if there is none.
at::Tensor weighted_sum(const py::object& result) {
  at::Tensor sum;
  each_tensor(result, "", [&](const at::Tensor& tensor, const std::string&, py::handle) {
    if (!tensor.requires_grad()) return;
    auto flat = tensor.reshape({-1});
    if (flat.is_complex()) flat = at::view_as_real(flat).reshape({-1});
    const auto weights = at::cos(at::arange(flat.numel(), at::kDouble)).add(1.5).to(flat.options());
    const auto term = flat.mul(weights).sum().to(at::kDouble);
    sum = sum.defined() ? sum.add(term) : term;
  });
  return sum;
}

GradientCall observe_gradients(const Subject& subject, const InputSet& input, const Options& options) {
  GradientCall observed;
  for (auto& [name, parameter] : parameters_of(subject.instance)) parameter.mutable_grad().reset();
  const auto copied = copy_arguments(input, subject.instance, true);
  seed_everything(options.seed);
  try {
    const auto result = call(subject, copied.arguments);
    observed.result = snapshot_of(result);
    if (const auto sum = weighted_sum(result); sum.defined()) {
      py::cast(sum).attr("backward")();
      for (const auto& leaf : copied.leaves)
        if (leaf.tensor.grad().defined()) observed.gradients[leaf.name] = snapshot_of(py::cast(leaf.tensor.grad()));
      for (auto& [name, parameter] : parameters_of(subject.instance)) {
        if (!parameter.grad().defined()) continue;
        observed.gradients["parameter " + name] = snapshot_of(py::cast(parameter.grad()));
        parameter.mutable_grad().reset();
      }
    }
  } catch (py::error_already_set& error) {
    observed.raised = raised_from(error);
  }
  if (options.take_output) options.take_output();
  return observed;
}

ChangedState changed(const std::map<std::string, Snapshot>& before, std::map<std::string, Snapshot> after) {
  ChangedState differing;
  for (auto& [name, snapshot] : after) {
    const auto found = before.find(name);
    if (found == before.end() || !identical(found->second, snapshot)) differing.emplace(name, std::move(snapshot));
  }
  return differing;
}

}  // namespace

std::shared_ptr<Observations> observe(const Subject& subject, const std::vector<InputSet>& inputs,
                                      const Options& options) {
  auto observations = std::make_shared<Observations>();
  const auto before = state_of_instance(subject.instance);
  const auto announce = [&](int round, std::size_t input_set) {
    if (options.before_call) options.before_call(round, static_cast<int>(input_set));
  };
  for (int round = 0; round < options.rounds; ++round) {
    auto& calls = observations->rounds.emplace_back();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      announce(round, i);
      calls.push_back(observe_call(subject, inputs[i], options));
    }
    observations->states.push_back(changed(before, state_of_instance(subject.instance)));
  }
  for (std::size_t i = 0; options.gradients && i < inputs.size(); ++i) {
    announce(options.rounds, i);
    observations->gradients.push_back(observe_gradients(subject, inputs[i], options));
  }
  return observations;
}

std::optional<Error> example_raised(const Observations& observations) {
  if (observations.rounds.empty() || observations.rounds[0].empty() || !observations.rounds[0][0].raised)
    return std::nullopt;
  const auto& raised = *observations.rounds[0][0].raised;
  return Error{raised.type, raised.message, raised.where, nullptr};
}

}  // namespace dy2stat::parity
